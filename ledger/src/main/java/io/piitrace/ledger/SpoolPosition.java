package io.piitrace.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How far one ring of a spool has become ledger, and the state that its decoder had there. It stands in the same block as the records up to it, so that
 * after a crash nothing is missing and nothing is there twice.
 *
 * @param run the spool
 * @param ring the ring within it; -1 for the log of definitions and notices
 * @param words how many words were consumed
 * @param timeMs time in force at that point
 * @param contextId context in force at that point, an id of that spool
 */
public record SpoolPosition(String run, int ring, long words, long timeMs, int contextId) {
    public Key key() {
        return new Key(run, ring);
    }

    /** Names one ring of one spool. */
    public record Key(String run, int ring) {
        // by hand, as a record's own methods are linked at first use, which takes milliseconds at the start of the JVM
        @Override
        public int hashCode() {
            return 31 * run.hashCode() + ring;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && ring == key.ring && run.equals(key.run);
        }
    }
}
