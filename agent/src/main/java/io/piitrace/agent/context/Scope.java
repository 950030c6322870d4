package io.piitrace.agent.context;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of one thread's work under one frame. The frame is what the statements from the last boundary up to here say, with
 * the person that the security framework holds put in at the level at which it came to hold her: a scope opened later that
 * states somebody else stays as it is, and one that was closed takes nothing of her away.
 */
final class Scope {
    final FrameStack stack;
    final @Nullable Scope outer;

    /** Nothing from outside a boundary shows within it, and nothing set within it remains. */
    final boolean boundary;

    private final @Nullable Statement statement;

    /** The frame without anybody that the security framework holds. */
    private Frame plain;

    /** In force while this scope is the innermost. */
    Frame frame;

    /** Whom the security framework came to hold while this scope was the innermost; null if that did not change. */
    @Nullable
    Identity identity;

    /** Whether code has opened it, and has to close it. */
    boolean isStated;

    /** Whether this boundary is a request. */
    boolean isRequest;

    @Nullable
    Object outerSecurityContext;

    /** With what OpenTelemetry ends it, if it came with a context of its. */
    @Nullable
    Object attachedBy;

    /** Written by any thread, see {@link FrameStack}. */
    volatile boolean closed;

    private Scope(
            FrameStack stack,
            @Nullable Scope outer,
            boolean boundary,
            @Nullable Statement statement,
            Frame plain,
            Frame frame) {
        this.stack = stack;
        this.outer = outer;
        this.boundary = boundary;
        this.statement = statement;
        this.plain = plain;
        this.frame = frame;
    }

    static Scope bottom(FrameStack stack, Frame start) {
        return new Scope(stack, null, true, null, start, start);
    }

    static Scope boundary(FrameStack stack, Scope outer, Frame start) {
        return new Scope(stack, outer, true, null, start, start);
    }

    static Scope refining(Scope outer, Statement statement) {
        Frame plain = outer.plain.with(statement);
        Frame frame = outer.frame == outer.plain ? plain : outer.frame.with(statement);
        return new Scope(outer.stack, outer, false, statement, plain, frame);
    }

    /** Whom the security framework holds here; null or {@link Identity#NOBODY} if nobody. */
    @Nullable
    Identity held() {
        for (Scope at = this; at != null; at = at.outer) {
            if (at.identity != null || at.boundary) {
                return at.identity;
            }
        }
        return null;
    }

    void identify(Identity now) {
        Identity outside = boundary || outer == null ? null : outer.held();
        if (outside == null ? now.isNobody() : now.sameAs(outside)) {
            identity = null;
        } else {
            identity = now;
        }
        frame = frame();
    }

    void amend(Statement more) {
        plain = plain.with(more);
    }

    /** Works the frames out again, from the innermost boundary up to here. */
    void recompute() {
        if (!boundary && outer != null && statement != null) {
            outer.recompute();
            plain = outer.plain.with(statement);
        }
        frame = frame();
    }

    private Frame frame() {
        Identity own = identity;
        if (own == null) {
            return inherited();
        }
        return own.isNobody() ? plain : plain.with(own.statement());
    }

    private Frame inherited() {
        if (boundary || outer == null || statement == null || outer.frame == outer.plain) {
            return plain;
        }
        return outer.frame.with(statement);
    }

    void close() {
        FrameStack here = Frames.stack();
        if (here == stack) {
            here.close(this);
        } else if (!closed) {
            closed = true;
            if (isStated) {
                Leaks.leaked(this, "closed on thread " + Thread.currentThread().getName());
            }
        }
    }
}
