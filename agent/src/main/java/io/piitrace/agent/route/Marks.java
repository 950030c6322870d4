package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the {@link ReadMark}s of traced fields. */
final class Marks {
    private final FieldSites sites;
    private final ObjIntConsumer<Object> read;
    private final ObjIntConsumer<Object> select;

    Marks(FieldSites sites, ObjIntConsumer<Object> read, ObjIntConsumer<Object> select) {
        this.sites = sites;
        this.read = read;
        this.select = select;
    }

    boolean isTraced(Class<?> declaring, String field, Class<?> fieldType) {
        // the JDK's own are not; also what keeps the JDK's start from asking anybody
        return declaring.getClassLoader() != null && sites.isTraced(declaring, field, fieldType);
    }

    /** Null if the field is not traced. */
    @Nullable
    ReadMark of(Class<?> declaring, String field, Class<?> fieldType, AccessKind kind, String place) {
        if (declaring.getClassLoader() == null) {
            return null;
        }
        int site = sites.site(declaring, field, fieldType, kind, place);
        if (site == 0) {
            return null;
        }
        return site > 0 ? new ReadMark(read, site) : new ReadMark(select, ~site);
    }
}
