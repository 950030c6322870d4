package io.piitrace.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Where the JVM enters: finds the agent's own jar, and starts the agent in an isolated class loader.
 *
 * <p>The only class of the agent on the application's class path that runs; compiled for Java 8, so that a JVM which is too
 * old can say so. Whatever fails ends in one line on standard error, never in an exception: that would abort the JVM.
 */
public final class PreMain {
    private static boolean started;

    private PreMain() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments == null ? "" : arguments, instrumentation, false);
    }

    /** Attached to a running JVM, which no failure may end. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start(arguments == null ? "" : arguments, instrumentation, true);
    }

    private static synchronized void start(String arguments, Instrumentation instrumentation, boolean late) {
        if (started) {
            say("already running in this JVM; the second -javaagent is ignored");
            return;
        }
        started = true;
        try {
            Surroundings.requireJava17();
            File jar = Surroundings.agentJar();
            Class<?> agent = isolatedLoader(jar).loadClass("io.piitrace.agent.Agent");
            say((String) agent.getMethod("start", String.class, Instrumentation.class, File.class, boolean.class)
                    .invoke(null, arguments, instrumentation, jar, late));
        } catch (InvocationTargetException e) {
            fail(e.getCause(), late || Surroundings.continueAsked(arguments));
        } catch (Throwable e) {
            fail(e, late || Surroundings.continueAsked(arguments));
        }
    }

    /** Below the platform loader, which is the topmost parent there is; its own accessor is newer than Java 8. */
    private static ClassLoader isolatedLoader(File jar) throws Exception {
        ClassLoader platform = ClassLoader.getSystemClassLoader();
        while (platform.getParent() != null) {
            platform = platform.getParent();
        }
        return new URLClassLoader(new URL[] {jar.toURI().toURL()}, platform);
    }

    private static void fail(Throwable why, boolean goOn) {
        boolean meant = why instanceof IllegalStateException && why.getMessage() != null;
        String line = meant ? why.getMessage() : "could not start: " + why;
        say(goOn ? line + "; the application runs without tracing" : line);
        if (!goOn) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void say(String line) {
        if (!line.isEmpty()) {
            System.err.println(line.startsWith("piitrace") ? line : "piitrace: " + line);
        }
    }
}
