package io.piitrace.agent.context;

import io.piitrace.ledger.Context;

/**
 * One distinct combination of context values, shared by every thread that works under it.
 *
 * <p><b>Guarantees.</b> Equal values are nearly always the same frame; two frames may be equal after the first was evicted,
 * so that identity is a hint for speed and never for truth.
 */
public final class Frame {
    /**
     * What the recorder remembers about this frame: number of its spool in the upper half, id of the definition in the lower
     * one. Racy by intention: whoever finds it missing defines the values again, which is harmless.
     */
    public long definedAs;

    private final Context values;

    Frame(Context values) {
        this.values = values;
    }

    public Context values() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
