package io.piitrace.ledger.spool;

import io.piitrace.ledger.SpoolPosition;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the words of one ring, of a living JVM or a dead one, and stops at the first that is not written yet.
 *
 * <p><b>Threading.</b> One thread, beside the one that writes.
 */
final class RingReader {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int ring;
    private final ByteBuffer words;
    private final int shift;
    private final int mask;
    private long position;
    private long timeMs;
    private int context;
    private long unreadable;
    private long told;

    RingReader(int ring, ByteBuffer words, int shift) {
        this.ring = ring;
        this.words = words;
        this.shift = shift;
        this.mask = (1 << shift) - 1;
    }

    void startFrom(SpoolPosition from) {
        position = from.words();
        timeMs = from.timeMs();
        context = from.contextId();
        told = position;
    }

    /** Whether it read on since this was asked last. */
    boolean takeMoved() {
        boolean moved = position != told;
        told = position;
        return moved;
    }

    int ring() {
        return ring;
    }

    /** How many words it has read since the ring was made. */
    long position() {
        return position;
    }

    SpoolPosition position(String run) {
        return new SpoolPosition(run, ring, position, timeMs, context);
    }

    /** Accesses that named something undefined, since this was asked last. */
    long takeUnreadable() {
        long count = unreadable;
        unreadable = 0;
        return count;
    }

    /** Reads on until there is nothing more or the coalescer is full. */
    void read(DefinitionReader definitions, Coalescer to) throws IOException {
        long at = position;
        while (!to.isFull()) {
            long word = word(at);
            if (!Word.isWritten(word, at, shift)) {
                break;
            }
            int site = Word.site(word);
            if (site >= Word.FIRST_SITE) {
                access(word, 1, definitions, to);
            } else if (site == Word.TIME) {
                timeMs = Word.payload(word);
            } else if (site == Word.CONTEXT) {
                context = (int) Word.payload(word);
            } else if (site == Word.COUNT) {
                long next = word(at + 1);
                if (!Word.isWritten(next, at + 1, shift)) {
                    break; // taken together with what it counts, so that no position lies between them
                }
                access(next, Word.payload(word), definitions, to);
                at++;
            } else {
                unreadable++;
            }
            at++;
        }
        position = at;
    }

    private void access(long word, long count, DefinitionReader definitions, Coalescer to) throws IOException {
        int site = Word.site(word);
        long subject = Word.payload(word);
        if (!definitions.defines(site, subject, context)) {
            definitions.refresh(); // defined after the log was read, and before the word was written
            if (!definitions.defines(site, subject, context)) {
                unreadable += count;
                return;
            }
        }
        to.add(Word.withoutLap(word), context, timeMs, count);
    }

    private long word(long at) {
        return (long) LONG.getAcquire(words, (int) (at & mask) * Word.LENGTH);
    }
}
