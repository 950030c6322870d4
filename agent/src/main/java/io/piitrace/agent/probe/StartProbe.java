package io.piitrace.agent.probe;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes the routes in this very JVM, with a canary from a class loader that is an application's to the agent.
 *
 * <p><b>Threading.</b> One thread; what it reads has to be told to {@link #heard} and to nobody else.
 */
public final class StartProbe {
    private final File jar;
    private final Function<Integer, String> fieldOfSite;
    private final @Nullable Consumer<Object> nativeRead;
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private volatile @Nullable ClassLoader loader;

    /**
     * @param jar the agent's
     * @param fieldOfSite name of the field that is read at a site
     * @param nativeRead reads the canary by native code; null if that is not watched
     */
    public StartProbe(File jar, Function<Integer, String> fieldOfSite, @Nullable Consumer<Object> nativeRead) {
        this.jar = jar;
        this.fieldOfSite = fieldOfSite;
        this.nativeRead = nativeRead;
    }

    /** What is to be told of the reads. */
    public ObjIntConsumer<Object> heard() {
        return (owner, site) -> {
            if (owner.getClass().getClassLoader() == loader) {
                heard.merge(fieldOfSite.apply(site), 1, Integer::sum);
            }
        };
    }

    /** The routes that were not heard of exactly once, and what happened instead. */
    @SuppressWarnings("unchecked")
    public Map<String, String> notCaught() throws IOException, ReflectiveOperationException {
        Map<String, String> failures = new TreeMap<>();
        Set<String> leftOut = new TreeSet<>(ProbeProgram.UNSAFE);
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {jar.toURI().toURL()}, ClassLoader.getPlatformClassLoader())) {
            loader = application;
            Class<?> program = application.loadClass(ProbeProgram.class.getName());
            Object canary = program.getMethod("canary").invoke(null);
            Set<String> routes = (Set<String>) program.getMethod("routes").invoke(null);
            BiConsumer<String, Throwable> failed = (name, e) -> failures.put(name, "could not be gone: " + e);
            program.getMethod("go", Object.class, Set.class, BiConsumer.class).invoke(null, canary, leftOut, failed);
            if (nativeRead != null) {
                nativeRead.accept(canary);
                routes.add(ProbeProgram.NATIVE);
            }
            routes.removeAll(leftOut);
            for (String route : routes) {
                int count = heard.getOrDefault(route, 0);
                if (count != 1) {
                    failures.putIfAbsent(route, count == 0 ? "was not caught" : "was caught " + count + " times");
                }
            }
        }
        return failures;
    }
}
