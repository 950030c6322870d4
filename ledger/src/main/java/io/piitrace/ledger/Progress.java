package io.piitrace.ledger;

/** Is told how far long work has come. */
@FunctionalInterface
public interface Progress {
    /** Nobody wants to know. */
    Progress NONE = (what, done, total) -> {};

    /**
     * Called now and then by the thread that works.
     *
     * @param what what is worked on: a file, a spool
     * @param done bytes done so far
     * @param total bytes to do
     */
    void report(String what, long done, long total);
}
