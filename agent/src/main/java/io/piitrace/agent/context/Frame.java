package io.piitrace.agent.context;

import io.piitrace.ledger.Context;
import org.jspecify.annotations.Nullable;

/**
 * One distinct combination of context values, shared by every thread that works under it.
 *
 * <p><b>Threading.</b> Immutable but for two racy caches that may only ever save work.
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

    /** What the statements say, which further ones refine. */
    private final Context stated;

    private final Context values;

    /** By which kind of hand-off the context was lost; null where it was not. */
    final @Nullable Lost lost;

    /** The last refinement of this frame: a method that declares a purpose refines the same frame over and over. */
    private @Nullable Refined lastRefined;

    private record Refined(Statement by, Frame frame) {}

    /** @param values what is told of it: {@code stated} as the rules complete it */
    Frame(Context stated, Context values) {
        this(stated, values, null);
    }

    Frame(Context stated, Context values, @Nullable Lost lost) {
        this.stated = stated;
        this.values = values;
        this.lost = lost;
    }

    /** What records tell. */
    public Context values() {
        return values;
    }

    /** What the statements say, before any rule. */
    Context stated() {
        return stated;
    }

    /** Whether what is read at present is the agent's own doing, see {@link Frames#SILENT}. */
    public boolean isSilent() {
        return this == Frames.SILENT;
    }

    /** This frame with what the statement says in place of what was known before. */
    @SuppressWarnings("ReferenceEquality") // an equal statement that is another one is only a miss
    Frame with(Statement statement) {
        Refined last = lastRefined;
        if (last != null && last.by == statement) {
            return last.frame;
        }
        Frame refined = Frames.of(statement.refine(stated));
        lastRefined = new Refined(statement, refined);
        return refined;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
