package io.piitrace.woven;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Another agent, which opens the JDK to the class path. */
public final class OpeningAgent {
    private OpeningAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(OpeningAgent.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
    }
}
