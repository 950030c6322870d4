package io.piitrace.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The class loaders in which the application's classes may be found, as its threads tell them. */
final class ApplicationLoaders {
    private ApplicationLoaders() {}

    static List<ClassLoader> find() {
        Set<ClassLoader> found = new LinkedHashSet<>();
        Collection<Thread> threads = Thread.getAllStackTraces().keySet();
        for (Thread thread : threads) {
            ClassLoader loader = thread.getContextClassLoader();
            if (loader != null) {
                found.add(loader);
            }
        }
        found.add(ClassLoader.getSystemClassLoader());
        return new ArrayList<>(found);
    }
}
