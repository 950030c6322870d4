package io.piitrace.agent.weave;

import io.piitrace.ledger.AccessKind;

/**
 * A field-reading instruction whose field was not known when its class was woven.
 *
 * @param kind kind of the read if the field belongs to the reader's own hierarchy
 */
record ReadPoint(String place, AccessKind kind) {}
