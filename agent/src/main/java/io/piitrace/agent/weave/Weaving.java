package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import java.lang.ref.WeakReference;
import java.util.List;

/** What all weaving shares: the catalog, the numbers that it hands out, and the bridge's name. */
record Weaving(Catalog catalog, ReadPoints points, Choices choices, Linker linker, String bridge) {
    int site(TracedField field, AccessKind kind, String place) {
        return catalog.defineSite(new Site(field, kind, place, null, false));
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
