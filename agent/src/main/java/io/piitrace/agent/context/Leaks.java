package io.piitrace.agent.context;

import io.piitrace.agent.monitor.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Scopes that code has opened and not closed where it should. They are always counted, and never show on anybody else; a test may
 * ask to be told of each, and to fail.
 *
 * <p><b>Threading.</b> Any thread. Costs a stack trace for each scope while somebody watches, otherwise nothing.
 */
public final class Leaks {
    private static final Map<Scope, Opened> OPEN = new ConcurrentHashMap<>();

    private static volatile boolean watched;

    private record Opened(Thread by, String where) {}

    private Leaks() {}

    /** From now on leaks are said on standard error. */
    public static void watch() {
        watched = true;
    }

    /** Looks for scopes whose threads have ended; to be called when the JVM stops. True if there were leaks and somebody watches. */
    public static boolean found() {
        OPEN.forEach((scope, opened) -> {
            if (!opened.by.isAlive()) {
                leaked(scope, "its thread has ended");
            }
        });
        return watched && Counter.SCOPES_LEAKED.get() > 0;
    }

    static void opened(Scope scope) {
        if (watched) {
            OPEN.put(scope, new Opened(Thread.currentThread(), where()));
        }
    }

    static void closed(Scope scope) {
        if (watched) {
            OPEN.remove(scope);
        }
    }

    static void leaked(Scope scope, String how) {
        Counter.SCOPES_LEAKED.add(1);
        Opened opened = OPEN.remove(scope);
        if (watched) {
            System.err.println("piitrace: a scope was not closed where it should be: opened "
                    + (opened == null ? "somewhere" : opened.where + " on thread " + opened.by.getName()) + ", " + how);
        }
    }

    private static String where() {
        @Nullable StackTraceElement found = null;
        for (StackTraceElement at : new Throwable().getStackTrace()) {
            String type = at.getClassName();
            boolean own = type.startsWith("io.piitrace.agent.")
                    || type.startsWith("io.piitrace.context.")
                    || type.startsWith("java.lang.");
            if (!own) {
                found = at;
                break;
            }
        }
        return found == null ? "somewhere" : "at " + found;
    }
}
