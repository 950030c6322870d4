package io.piitrace.ledger.spool;

/** What a thread writes a ring through. The ring is free once this is garbage. */
public interface RingHolder {
    /**
     * Whether the owner waits for something outside of the recorder, and will ask {@link RingSlot#isRevoked} before it writes again.
     *
     * @param owner who acquired the ring; alive
     */
    boolean isAtRest(Thread owner);
}
