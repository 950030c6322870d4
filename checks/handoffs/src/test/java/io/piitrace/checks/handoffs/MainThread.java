package io.piitrace.checks.handoffs;

/** The thread of a program whose servers and pools would keep the JVM when it fails. */
public final class MainThread {
    private MainThread() {}

    /** From now on the JVM ends, with 1, when something is thrown out of main. */
    public static void endsTheJvmWhenItFails() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
            thrown.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }
}
