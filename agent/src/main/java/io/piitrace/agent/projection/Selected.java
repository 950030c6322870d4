package io.piitrace.agent.projection;

import io.piitrace.ledger.TracedField;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that a query selects by itself.
 *
 * @param path where in the query it comes from, the attribute's own name last
 * @param field null if it is not personal: it may be an id all the same
 * @param idPath path of the id of the person whom it is about; null if none is declared
 */
record Selected(
        String path, @Nullable TracedField field, @Nullable String idPath) {}
