package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.agent.catalog.Frameworks;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides, when a read of another class's field is executed for the first time, whether that field is traced. By then its
 * declaring class is loaded, and the catalog has seen it.
 *
 * <p><b>Failure.</b> A site that cannot be decided does nothing and is reported as a gap.
 */
final class Linker implements ToIntFunction<Object[]> {
    private final Catalog catalog;
    private final ReadPoints points;
    private final Choices choices;
    private final GapReporter gaps;

    Linker(Catalog catalog, ReadPoints points, Choices choices, GapReporter gaps) {
        this.catalog = catalog;
        this.points = points;
        this.choices = choices;
        this.gaps = gaps;
    }

    /** Called by the bridge's bootstrap: caller lookup, owner, {@code name:descriptor}, read point. */
    @Override
    public int applyAsInt(Object[] call) {
        Class<?> caller = ((MethodHandles.Lookup) call[0]).lookupClass();
        String owner = (String) call[1];
        String field = (String) call[2];
        ReadPoint point = points.get((Integer) call[3]);
        int colon = field.indexOf(':');
        try {
            Class<?> type = Class.forName(owner.replace('/', '.'), false, caller.getClassLoader());
            return site(type, field.substring(0, colon), field.substring(colon + 1), point, caller);
        } catch (ClassNotFoundException | LinkageError e) {
            return 0; // the instruction itself fails for the same reason
        } catch (RuntimeException e) {
            gaps.gap(point.place(), "read of " + owner + '#' + field + " could not be linked: " + e);
            return 0;
        }
    }

    /**
     * The site of a read, the complement of a choice, or 0 if the field is not traced.
     *
     * @param caller the class that reads; null if it has nothing to do with the one that declares the field
     */
    int site(Class<?> owner, String field, String descriptor, ReadPoint point, @Nullable Class<?> caller) {
        ClassFacts facts = catalog.resolve(owner, field, descriptor);
        if (facts == null) {
            return 0;
        }
        AccessKind framework = Frameworks.kindOf(point.place());
        AccessKind kind =
                framework != null ? framework : isRelated(caller, facts.name()) ? point.kind() : AccessKind.FOREIGN;
        String key = field + ':' + descriptor;
        List<ClassFacts.Choice> alternatives = facts.choices().get(key);
        if (alternatives != null) {
            return ~choices.number(new Discriminator(catalog, alternatives, kind, point.place()));
        }
        TracedField traced = facts.field(key);
        return traced == null ? 0 : catalog.defineSite(new Site(traced, kind, point.place(), null, false));
    }

    /** Whether the reader is the class that declares the field, or one of its subclasses. */
    private static boolean isRelated(@Nullable Class<?> caller, String declaring) {
        String name = declaring.replace('/', '.');
        for (Class<?> type = caller; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
