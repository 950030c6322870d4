package io.piitrace.agent.context;

/** Is told when another frame came into force on a thread, by that thread. */
public interface FrameListener {
    void frameChanged();
}
