package io.piitrace.agent.weave;

import io.piitrace.ledger.AccessKind;
import org.jspecify.annotations.Nullable;

/**
 * A field-reading instruction whose field was not known when its class was woven.
 *
 * @param kind kind of the read if the field belongs to the reader's own hierarchy
 */
record ReadPoint(String place, AccessKind kind) {
    // by hand, as a record's own methods are linked at first use, which takes milliseconds
    @Override
    public int hashCode() {
        return 31 * place.hashCode() + kind.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReadPoint point && kind == point.kind && place.equals(point.place);
    }
}
