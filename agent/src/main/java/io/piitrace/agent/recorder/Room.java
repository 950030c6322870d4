package io.piitrace.agent.recorder;

/** How much room there is in a ring. */
enum Room {
    ENOUGH,
    /** Enough, but the drain should hurry. */
    GETTING_SHORT,
    WAIT,
    /** And waiting is not allowed. */
    NONE
}
