package io.piitrace.agent.projection;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.SubjectRule;
import io.piitrace.ledger.TracedField;
import java.lang.reflect.Member;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate's queries select besides whole entities, by the object that takes the value out of each row. It is told once,
 * when a query is translated; Hibernate keeps both for as long as it keeps the query.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class SelectedAttributes {
    private final WeakTable<Selected> byAssembler = new WeakTable<>();
    private final Catalog catalog;
    private volatile boolean anyPersonal;

    SelectedAttributes(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether there is anything to look for. */
    boolean anyPersonal() {
        return anyPersonal;
    }

    @Nullable
    Selected get(Object assembler) {
        return byAssembler.get(assembler);
    }

    /**
     * A query selects an attribute.
     *
     * @param mapping Hibernate's mapping of it
     * @param result what was made of it for the query
     */
    void add(Object mapping, Object result) {
        Object assembler = Peek.field(result, "assembler");
        Object path = Peek.call(result, "getNavigablePath");
        Object parent = path == null ? null : Peek.call(path, "getParent");
        Object access = Peek.call(mapping, "getPropertyAccess");
        Object getter = access == null ? null : Peek.call(access, "getGetter");
        Object name = Peek.call(mapping, "getAttributeName");
        if (assembler == null || parent == null || getter == null || !(name instanceof String attribute)) {
            return;
        }
        TracedField field = Peek.call(getter, "getMember") instanceof Member member ? catalog.traced(member) : null;
        String base = parent + ".";
        byAssembler.put(assembler, new Selected(base + attribute, field, idPath(mapping, base)));
        if (field != null) {
            anyPersonal = true;
        }
    }

    private @Nullable String idPath(Object mapping, String base) {
        Object entity = Peek.call(mapping, "findContainingEntityMapping");
        Object javaType = entity == null ? null : Peek.call(entity, "getMappedJavaType");
        Object type = javaType == null ? null : Peek.call(javaType, "getJavaTypeClass");
        SubjectRule rule = type instanceof Class<?> entityClass ? catalog.subjectRule(entityClass) : null;
        return rule == null || rule.idPath().isEmpty() ? null : base + String.join(".", rule.idPath());
    }
}
