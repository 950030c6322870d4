package io.piitrace.agent.context;

import org.jspecify.annotations.Nullable;

/**
 * The scopes of one thread, innermost on top.
 *
 * <p><b>Threading.</b> Belongs to one thread; another one may only mark a scope as closed, which takes effect when the owner
 * next opens or closes one.
 *
 * <p><b>Guarantees.</b> Whatever order scopes are closed in, the frame in force is that of the innermost open scope. Nothing
 * opened within a {@linkplain Scope#boundary boundary} outlives it.
 */
public final class FrameStack {
    private Frame current;

    private @Nullable FrameListener listener;

    /** The security context that the holder of this thread was last seen to have. */
    @Nullable
    Object securityContext;

    /** The message that a loop on this thread has fetched last, if it may still work on it. */
    @Nullable
    Scope fetched;

    final Handoffs.Probe probe = new Handoffs.Probe();

    private Scope top;

    FrameStack(Frame start) {
        top = Scope.bottom(this, start);
        current = start;
    }

    /** What is in force. For the stack's own thread. */
    public Frame current() {
        return current;
    }

    /** Who is told of every change from now on, on whatever carrier the thread is then. */
    public void listen(FrameListener to) {
        listener = to;
    }

    /** Who is told of changes. */
    public @Nullable FrameListener listener() {
        return listener;
    }

    private void set(Frame frame) {
        current = frame;
        FrameListener told = listener;
        if (told != null) {
            told.frameChanged();
        }
    }

    Scope top() {
        return top;
    }

    /** An inner scope that refines what is in force. */
    Scope open(Statement statement) {
        prune();
        return push(Scope.refining(top, statement));
    }

    /** A scope that starts from {@code start} whatever is in force: a request, a task handed over. */
    Scope openBoundary(Frame start) {
        prune();
        Scope scope = push(Scope.boundary(this, top, start));
        scope.outerSecurityContext = securityContext;
        if (start.lost != null) {
            start.lost.count();
        }
        securityContext = null;
        return scope;
    }

    private Scope push(Scope scope) {
        top = scope;
        set(scope.frame);
        return scope;
    }

    void close(Scope scope) {
        if (scope.closed || scope.outer == null) {
            return;
        }
        if (!reaches(scope)) {
            scope.closed = true;
            return;
        }
        Identity carried = null;
        Scope at = top;
        for (Scope end = scope.outer; at != end && at.outer != null; at = at.outer) {
            carried = carried == null ? at.identity : carried;
            if (at.isStated && !at.closed) {
                end(at, scope);
            }
            at.closed = true;
            if (at.boundary) {
                securityContext = at.outerSecurityContext;
            }
        }
        top = at;
        if (scope.boundary || carried == null) {
            set(top.frame);
        } else {
            identify(carried);
        }
        prune();
    }

    private static void end(Scope stated, Scope by) {
        if (stated == by) {
            Leaks.closed(stated);
        } else {
            Leaks.leaked(stated, by.boundary ? "its task has ended" : "the scope around it was closed");
        }
    }

    /** Whether the scope is on this thread and above its innermost boundary, which itself counts as above. */
    private boolean reaches(Scope scope) {
        for (Scope at = top; at != null; at = at.outer) {
            if (at == scope) {
                return true;
            }
            if (at.boundary) {
                return false;
            }
        }
        return false;
    }

    private void prune() {
        while (top.closed && top.outer != null) {
            top = top.outer;
            set(top.frame);
        }
    }

    /** The request that this thread works for, or null: a task that it runs in between does not belong to the request. */
    @Nullable
    Scope request() {
        Scope boundary = boundary();
        return boundary != null && boundary.isRequest && !boundary.closed ? boundary : null;
    }

    /** Whether code on this thread has stated something since the innermost boundary. */
    boolean isRefined() {
        return !top.boundary;
    }

    /** The innermost boundary; null on a thread that works for nobody in particular. */
    @Nullable
    Scope boundary() {
        Scope at = top;
        while (!at.boundary && at.outer != null) {
            at = at.outer;
        }
        return at.outer == null ? null : at;
    }

    /** More is known about what began with this boundary. */
    void amend(Scope boundary, Statement statement) {
        boundary.amend(statement);
        top.recompute();
        set(top.frame);
    }

    /** The agent is going to ask the application something, see {@link Frames#SILENT}. */
    void silence() {
        set(Frames.SILENT);
    }

    void speak() {
        set(top.frame);
    }

    boolean isSilent() {
        return current == Frames.SILENT;
    }

    /** The identity that a security framework holds for this thread at present, or null. */
    @Nullable
    Identity identity() {
        Identity held = top.held();
        return held == null || held.isNobody() ? null : held;
    }

    /** The security framework of this thread now holds this person: until it says otherwise, or a boundary ends. */
    void identify(Identity identity) {
        top.identify(identity);
        set(top.frame);
    }

    /** The security framework holds nobody any more. */
    void forget() {
        if (identity() != null) {
            identify(Identity.NOBODY);
        }
    }
}
