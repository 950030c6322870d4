package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.BODY;
import static io.piitrace.agent.context.advice.HookPoint.Shape.BODY_OF_THREE;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START_WITH_TWO;

import java.util.List;
import java.util.Set;

/** Every method of the JDK and of frameworks that is hooked, by the exact name of its class: absent classes cost nothing. */
final class HookPoints {
    private final HookTable table;

    /** @param off hooks that are left out */
    HookPoints(Set<Integer> off) {
        table = new HookTable(off);
        String put = "(Ljava/lang/String;Ljava/lang/String;)";
        table.add(Hook.LOGGING, "org/slf4j/MDC", "put", put, START_WITH_TWO, 0);
        api();
        JdkPoints.addTo(table);
        ServerPoints.addTo(table);
        SecurityPoints.addTo(table);
        WorkPoints.addTo(table);
        ReactivePoints.addTo(table);
        TelemetryPoints.addTo(table);
        DataPoints.addTo(table);
    }

    /** Those of one class; an empty list for every other. */
    List<HookPoint> of(String owner) {
        return table.of(owner);
    }

    /** Internal names of all classes that are hooked where they are loaded. */
    Set<String> owners() {
        return table.owners();
    }

    private void api() {
        String attachment = "io/piitrace/context/Attachment";
        table.add(Hook.API_ENTER, attachment, "enter", "([Ljava/lang/Object;)", BODY, 0);
        table.add(Hook.API_EXIT, attachment, "exit", "(Ljava/lang/Object;)", BODY, 0);
        table.add(Hook.API_CAPTURE, attachment, "capture", "()", BODY, -1);
        table.add(Hook.API_RESUME, attachment, "resume", "(Ljava/lang/Object;)", BODY, 0);
        table.add(Hook.RECORD, attachment, "record", "(", BODY_OF_THREE, -1);
    }
}
