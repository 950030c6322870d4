package io.piitrace.agent.context;

/** The scopes of a thread that has opened none. */
public final class FreshStack {
    private FreshStack() {}

    public static FrameStack of() {
        return new FrameStack(Frames.root());
    }
}
