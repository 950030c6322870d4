package io.piitrace.ledger.spool;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Rings of a few words for tests that need one each: places of one piece of memory, used again long after their tests are over. */
public final class SmallSlots {
    private static final int SHIFT = 3;
    private static final int LENGTH = Word.LENGTH << SHIFT;
    private static final int SLOTS = 1 << 16;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(SLOTS * LENGTH);
    private final AtomicInteger next = new AtomicInteger();

    /** A ring in which nothing is written; has no table. */
    public RingSlot next() {
        ByteBuffer words = memory.slice((next.getAndIncrement() & (SLOTS - 1)) * LENGTH, LENGTH);
        for (int at = 0; at < LENGTH; at += Word.LENGTH) {
            words.putLong(at, 0);
        }
        return new RingSlot(0, words, SHIFT, null);
    }
}
