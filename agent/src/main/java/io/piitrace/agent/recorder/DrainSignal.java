package io.piitrace.agent.recorder;

/** How the recorder calls the drain. Called about once in a millisecond by each thread that records, never for each access. */
public interface DrainSignal {
    /** There is, or is about to be, something to read. */
    void recorded();

    /** A ring is half full, or full: read now. */
    void filling();
}
