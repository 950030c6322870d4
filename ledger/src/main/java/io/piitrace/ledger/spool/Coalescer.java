package io.piitrace.ledger.spool;

import io.piitrace.ledger.Batch;
import java.util.Arrays;

/**
 * Makes one record of the accesses of one batch that differ in nothing but their time, and that only within a slice of it: however late the drain reads, a record tells the time
 * to a second.
 *
 * <p>What drains has to keep up with all who write, so the way of a word is short: a record is four longs side by side, what it shares with its neighbours, context and slice,
 * is one number, the group; and a slot of the table holds some bits of the hash, so that hardly ever another record is looked at.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Coalescer {
    /** Where a batch is sealed at the latest; every batch holds fewer than {@link Batch#MAX_RECORDS}. */
    static final int MAX_RECORDS = 1 << 16;

    static final long SLICE_MS = 1000;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Longs of a record: word; group above its latest time; count; earliest time. Times are milliseconds since the slice began. */
    private static final int STRIDE = 4;

    private static final int GROUP_SHIFT = 40;
    private static final long MAX_LAST = (1L << GROUP_SHIFT) - 1;
    /** A slot: the number of the record plus one, below bits of its hash. */
    private static final int RECORD_BITS = 17;

    private static final int RECORD = (1 << RECORD_BITS) - 1;
    private static final int NONE = -1;
    private static final int LEAST_SLOTS = 2048;

    private final Groups groups = new Groups();
    private int[] table = new int[LEAST_SLOTS];
    private long[] records = new long[1024 * STRIDE];
    private int size;
    private long accesses;

    private int context;
    private long sliceMs;
    private long offsetMs;
    /** Of context and slice in force; {@link #NONE} until there is a record. */
    private int group = NONE;

    /** How many records it can still take. */
    int room() {
        return MAX_RECORDS - size;
    }

    boolean isFull() {
        return size >= MAX_RECORDS;
    }

    int size() {
        return size;
    }

    long accesses() {
        return accesses;
    }

    /** What holds for the words that follow. */
    void at(int contextId, long timeMs) {
        long offset = timeMs - sliceMs;
        if (offset < 0 || offset >= SLICE_MS || contextId != context) {
            context = contextId;
            sliceMs = Math.floorDiv(timeMs, SLICE_MS) * SLICE_MS;
            offset = timeMs - sliceMs;
            group = NONE;
        }
        offsetMs = offset;
    }

    /** Adds an access for each of these words, all of them without control words; there has to be room. */
    void add(long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            record(Word.withoutLap(words[i]), 1);
        }
        accesses += to - from;
    }

    /** Adds accesses; {@code word} may have its lap bit. */
    void add(long word, long count) {
        record(Word.withoutLap(word), count);
        accesses += count;
    }

    /** Adds accesses that were counted together until then: their record is as long as that took. */
    void add(long word, long lastMs, long count) {
        int record = record(Word.withoutLap(word), count) * STRIDE;
        accesses += count;
        long last = Math.min(MAX_LAST, Math.max(0, lastMs - sliceMs));
        records[record + 1] = Math.max(records[record + 1], (records[record + 1] & ~MAX_LAST) | last);
    }

    private int record(long word, long count) {
        int in = group;
        if (in == NONE) {
            in = groups.of(context, sliceMs);
            group = in;
        }
        int[] slots = table;
        int mask = slots.length - 1;
        long hash = hash(word, in);
        int tag = (int) (hash >>> Integer.SIZE) & ~RECORD;
        long last = (long) in << GROUP_SHIFT | offsetMs;
        int slot = (int) hash & mask;
        for (int found; (found = slots[slot]) != 0; slot = (slot + 1) & mask) {
            int at = ((found & RECORD) - 1) * STRIDE;
            if ((found & ~RECORD) == tag && records[at] == word && (records[at + 1] ^ last) >>> GROUP_SHIFT == 0) {
                records[at + 2] += count;
                if (records[at + 1] < last) {
                    records[at + 1] = last;
                } else if (records[at + 3] > offsetMs) {
                    records[at + 3] = offsetMs;
                }
                return (found & RECORD) - 1;
            }
        }
        slots[slot] = tag | (size + 1);
        return insert(word, last, count);
    }

    private int insert(long word, long last, long count) {
        int at = size * STRIDE;
        if (at == records.length) {
            records = Arrays.copyOf(records, at * 2);
        }
        records[at] = word;
        records[at + 1] = last;
        records[at + 2] = count;
        records[at + 3] = offsetMs;
        if (++size * 2 > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        int[] larger = new int[table.length * 2];
        int mask = larger.length - 1;
        for (int record = 0; record < size; record++) {
            int at = record * STRIDE;
            long hash = hash(records[at], (int) (records[at + 1] >>> GROUP_SHIFT));
            int slot = (int) hash & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = ((int) (hash >>> Integer.SIZE) & ~RECORD) | (record + 1);
        }
        table = larger;
    }

    /** Hands the records over, in the order in which they began, and is empty. */
    void moveTo(Batch batch) {
        for (int at = 0; at < size * STRIDE; at += STRIDE) {
            long word = records[at];
            int of = (int) (records[at + 1] >>> GROUP_SHIFT);
            long beganMs = groups.sliceMs(of);
            batch.access(
                    groups.context(of),
                    Word.site(word),
                    (int) Word.payload(word),
                    beganMs + records[at + 3],
                    beganMs + (records[at + 1] & MAX_LAST),
                    records[at + 2]);
        }
        emptyTable();
        groups.clear();
        group = NONE;
        size = 0;
        accesses = 0;
    }

    /** A table that one large batch has left is not cleared in full for each of the small ones to come. */
    private void emptyTable() {
        if (table.length > LEAST_SLOTS && size * 16 < table.length) {
            table = new int[table.length / 2];
        } else {
            Arrays.fill(table, 0);
        }
    }

    /** The lower half chooses a slot, the upper one tells apart who meets there. */
    private static long hash(long word, int group) {
        return Long.rotateLeft((word ^ group * 0xD1B54A32D192ED03L) * GOLDEN, Integer.SIZE);
    }
}
