package io.piitrace.agent;

import java.lang.instrument.Instrumentation;

/** Where the JVM enters. */
public final class PreMain {
    private PreMain() {}

    public static void premain(String arguments, Instrumentation instrumentation) {}
}
