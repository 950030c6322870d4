package io.piitrace.agent.route;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** Starts the {@link CountingAgent} in a loader of its own, as the real one is. */
public final class CountingPreMain {
    private CountingPreMain() {}

    /** Argument: the agent's class path. */
    public static void premain(String classPath, Instrumentation instrumentation) throws ReflectiveOperationException {
        String[] entries = classPath.split(File.pathSeparator, -1);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = url(new File(entries[i]));
        }
        new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())
                .loadClass("io.piitrace.agent.route.CountingAgent")
                .getMethod("start", Instrumentation.class)
                .invoke(null, instrumentation);
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
