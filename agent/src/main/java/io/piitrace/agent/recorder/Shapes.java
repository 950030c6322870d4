package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.SubjectRule;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The shapes of classes, made at the first access to an object of the class and kept as long as the class. */
final class Shapes extends ClassValue<Shape> {
    static final int MAX_ID = (1 << 20) - 1;

    private final Catalog catalog;
    private final AtomicInteger ids = new AtomicInteger();

    Shapes(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected Shape computeValue(Class<?> type) {
        if (type == Class.class) {
            return Shape.STATIC;
        }
        int id = ids.incrementAndGet();
        if (type == Datum.class) {
            return new Shape(Math.min(id, MAX_ID), null, path(type, List.of(Datum.ID)), null);
        }
        SubjectRule rule = catalog.subjectRule(type);
        return new Shape(
                Math.min(id, MAX_ID),
                id < MAX_ID ? type.getName() : null,
                rule == null ? null : path(type, rule.idPath()),
                rule == null ? null : path(type, rule.tenantPath()));
    }

    private static @Nullable FieldPath path(Class<?> type, List<String> names) {
        return names.isEmpty() ? null : new FieldPath(type, names);
    }
}
