package io.piitrace.agent;

import io.piitrace.agent.monitor.Notices;
import io.piitrace.agent.route.Exposures;
import io.piitrace.agent.route.FieldSites;
import io.piitrace.agent.route.Routes;
import io.piitrace.agent.weave.Weaver;
import io.piitrace.ledger.AccessKind;
import java.util.function.ObjIntConsumer;

/** The routes, told by the weaver which fields are traced. */
final class WovenRoutes implements FieldSites {
    private final Weaver weaver;

    private WovenRoutes(Weaver weaver) {
        this.weaver = weaver;
    }

    static Routes of(Weaver weaver, ObjIntConsumer<Object> read, Notices notices, Exposures exposures) {
        return new Routes(
                new WovenRoutes(weaver),
                (loader, bytes) -> weaver.transform(null, loader, null, null, null, bytes),
                read,
                weaver.select(),
                notices::gap,
                exposures);
    }

    @Override
    public boolean isTraced(Class<?> declaring, String field, Class<?> fieldType) {
        return weaver.traces(declaring, field, fieldType);
    }

    @Override
    public int site(Class<?> declaring, String field, Class<?> fieldType, AccessKind kind, String place) {
        return weaver.site(declaring, field, fieldType, kind, place);
    }
}
