package io.piitrace.agent.recorder;

import io.piitrace.ledger.spool.Nap;

/**
 * Waits for room where a ring and its table are full. This and the wait for disk space ({@link io.piitrace.ledger.DiskRoom#awaitRoom}) are the only ones of an application's thread, and bounded.
 *
 * <p><b>Threading.</b> Any thread that records. What it waits for is the drain's.
 */
final class Patience {
    private static final int SPINS = 100;
    private static final long NAP_NS = 50_000;

    private final Rings rings;
    private final DrainSignal drain;
    private final long maxNs;

    Patience(Rings rings, DrainSignal drain, long maxMs) {
        this.rings = rings;
        this.drain = drain;
        this.maxNs = maxMs * 1_000_000;
    }

    /** Waits until there is room in the ring of the current thread. False if that took too long; then nobody waits for this ring until there is room again. */
    boolean awaitRoom(Dictionary in) {
        long deadline = System.nanoTime() + maxNs;
        for (int turn = 0; ; turn++) {
            drain.filling();
            Ring ring = rings.get(); // each time: a virtual thread that naps may come to another carrier
            if (ring == null || ring.isStale(in)) {
                return true;
            }
            switch (ring.room(Recorder.WORDS_OF_ONE_ACCESS)) {
                case ENOUGH, GETTING_SHORT -> {
                    return true;
                }
                case NONE -> {
                    return false;
                }
                case WAIT -> {
                    if (System.nanoTime() >= deadline) {
                        ring.lose();
                        return false;
                    }
                }
            }
            nap(turn);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // waits for the drain's thread, on purpose
    private static void nap(int turn) {
        if (turn < SPINS) {
            Thread.onSpinWait();
        } else if (turn < 2 * SPINS) {
            Thread.yield();
        } else {
            Nap.take(NAP_NS);
        }
    }
}
