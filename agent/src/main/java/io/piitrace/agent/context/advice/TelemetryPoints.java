package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;

import java.util.List;

/** OpenTelemetry, as a library of the application and as its agent brings it along. */
final class TelemetryPoints {
    private TelemetryPoints() {}

    static void addTo(HookTable table) {
        String library = "io/opentelemetry/";
        table.add(Hook.SPAN, library + "sdk/trace/SdkSpan", "startSpan", "(", START, 0);
        for (String all : List.of(library, library + "javaagent/shaded/" + library)) {
            String storage = all + "context/ThreadLocalContextStorage";
            table.add(Hook.ATTACH, storage, "attach", "(", AROUND, 0);
            table.add(Hook.DETACH, storage + "$ScopeImpl", "close", "()", START, -1);
        }
    }
}
