package io.piitrace.ledger.spool;

import io.piitrace.ledger.SpoolPosition;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Reads the words of one ring, of a living JVM or a dead one, and stops at the first that is not written yet.
 *
 * <p><b>Threading.</b> One thread, beside the one that writes.
 */
final class RingReader {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int ring;
    private final ByteBuffer bytes;
    private final LongBuffer words;
    private final int shift;
    private final int mask;
    private long position;
    private long timeMs;
    private int context;
    private long unreadable;
    private long told;

    RingReader(int ring, ByteBuffer bytes, int shift) {
        this.ring = ring;
        this.bytes = bytes;
        this.words = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
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

    /** The ring has {@code 1 << shift} words. */
    int shift() {
        return shift;
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

    /**
     * Reads on until there is nothing more, so many words were read, or the coalescer is full.
     *
     * @param chunk room for words; whatever was in it is overwritten
     * @return false if there may be more
     */
    boolean read(DefinitionReader definitions, Coalescer to, long[] chunk, long most) throws IOException {
        to.at(context, timeMs);
        long end = position + most;
        int taken = -1;
        while (taken != 0 && position < end) {
            int written = copy(chunk, to.room());
            taken = take(chunk, written, definitions, to);
            position += taken;
        }
        return taken == 0 && !to.isFull();
    }

    /**
     * Copies the words from the position on, at most so many; returns how many of them are written. Word by word would cost several times as much as all that is done with them.
     *
     * <p>A word that is copied was seen whole: all is aligned, and the JDK copies such memory in units of eight bytes. What it names was defined before it was written: the
     * fence keeps definitions from being read before it.
     */
    private int copy(long[] chunk, int max) {
        int at = (int) position & mask;
        if (max <= 0 || !Word.isWritten(word(position), position, shift)) {
            return 0; // no line is taken away from a writer that has written nothing
        }
        int length = Math.min(Math.min(chunk.length, max), mask + 1 - at);
        words.get(at, chunk, 0, length);
        VarHandle.acquireFence();
        long lap = Word.lap(position, shift);
        int written = 0;
        while (written < length && (chunk[written] ^ lap) >= 0) {
            written++;
        }
        return written;
    }

    /** Takes so many words; returns for how many positions. */
    private int take(long[] chunk, int length, DefinitionReader definitions, Coalescer to) throws IOException {
        int at = 0;
        while (at < length) {
            int end = definitions.defines(context) ? endOfDefined(chunk, at, length, definitions) : at;
            if (end > at) {
                to.add(chunk, at, end);
                at = end;
                continue;
            }
            long word = chunk[at];
            int site = Word.site(word);
            if (site >= Word.FIRST_SITE) {
                access(word, 1, definitions, to);
            } else if (site == Word.TIME) {
                timeMs = Word.payload(word);
                to.at(context, timeMs);
            } else if (site == Word.CONTEXT) {
                context = (int) Word.payload(word);
                to.at(context, timeMs);
            } else if (site == Word.COUNT) {
                long counted = position + at + 1;
                long next = word(counted);
                if (!Word.isWritten(next, counted, shift)) {
                    break; // taken together with what it counts, so that no position lies between them
                }
                access(next, Word.payload(word), definitions, to);
                at++;
            } else {
                unreadable++;
            }
            at++;
        }
        return at;
    }

    /** Where the accesses end whose site and subject are defined. */
    private static int endOfDefined(long[] chunk, int from, int to, DefinitionReader definitions) {
        int sites = definitions.endOfSites();
        long subjects = definitions.endOfSubjects();
        int at = from;
        while (at < to) {
            long word = chunk[at];
            int site = Word.site(word);
            long subject = Word.payload(word);
            if (site < Word.FIRST_SITE || site >= sites || subject == 0 || subject >= subjects) {
                break;
            }
            at++;
        }
        return at;
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
        to.add(word, count);
    }

    private long word(long at) {
        return (long) LONG.getAcquire(bytes, (int) (at & mask) * Word.LENGTH);
    }
}
