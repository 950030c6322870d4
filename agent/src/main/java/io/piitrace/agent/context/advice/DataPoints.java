package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.RETURN;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;

/** What Hibernate's queries select besides whole entities. */
final class DataPoints {
    private DataPoints() {}

    static void addTo(HookTable table) {
        String mapping = "org/hibernate/metamodel/mapping/internal/";
        String path = "(Lorg/hibernate/spi/NavigablePath;";
        table.add(Hook.RESULT, mapping + "BasicAttributeMapping", "createDomainResult", path, AROUND, -1);
        table.add(Hook.RESULT, mapping + "BasicEntityIdentifierMappingImpl", "createDomainResult", path, AROUND, -1);
        String reader = "org/hibernate/sql/results/internal/StandardRowReader";
        table.add(Hook.ROWS, reader, "<init>", "(", RETURN, -1);
        table.add(Hook.ROW, reader, "readRow", "(", START, 0);
    }
}
