package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import java.lang.ref.WeakReference;
import java.util.List;

/** What all weaving shares: the catalog, the numbers that it hands out, and the bridge's name. */
record Weaving(Catalog catalog, ReadPoints points, Choices choices, Linker linker, Mentions mentions, String bridge) {
    private static final TracedField NO_FIELD = new TracedField("", "", "");

    int site(TracedField field, AccessKind kind, String place) {
        return catalog.defineSite(new Site(field, kind, place, null, false));
    }

    /** Where a framework reads for itself: a site without a field of its own, which only ever lends its place. */
    int mark(AccessKind kind, String place) {
        return site(NO_FIELD, kind, place);
    }

    /** For calls of accessors whose read another record stands for. */
    int counted() {
        return mark(AccessKind.DERIVED, Catalog.COUNTED) | Catalog.MARK;
    }

    int choice(List<ClassFacts.Choice> alternatives, AccessKind kind, String place) {
        return choices.number(new Discriminator(catalog, alternatives, kind, place));
    }

    int lateStatic(ClassLoader loader, String owner, String field, String descriptor, ReadPoint point) {
        return choices.number(new LateStatic(linker, new WeakReference<>(loader), owner, field, descriptor, point));
    }

    int lateRead(String owner, String field, String descriptor, ReadPoint point) {
        return choices.number(new LateRead(linker, owner, field, descriptor, point));
    }
}
