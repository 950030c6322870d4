package io.piitrace.demo.operations;

/** Work that no person waits for. */
interface Job {
    String name();

    /** Returns how many people it was about. */
    int run();
}
