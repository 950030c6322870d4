package io.piitrace.ledger.spool;

import io.piitrace.ledger.Batch;
import java.util.Arrays;

/**
 * Makes one record of the accesses of one batch that differ in nothing but their time, and that only within a slice of it: however late the drain reads, a record tells the time
 * to a second.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Coalescer {
    /** Where a batch is sealed at the latest; every batch holds fewer than {@link Batch#MAX_RECORDS}. */
    static final int MAX_RECORDS = 1 << 16;

    static final long SLICE_MS = 1000;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private int[] table = new int[2048];
    private long[] words = new long[1024];
    private int[] contexts = new int[1024];
    private long[] slices = new long[1024];
    private long[] firsts = new long[1024];
    private long[] lasts = new long[1024];
    private long[] counts = new long[1024];
    private int size;
    private int latest;
    private long accesses;
    private long sliceOfMs = -1;
    private long slice;

    boolean isFull() {
        return size >= MAX_RECORDS;
    }

    int size() {
        return size;
    }

    long accesses() {
        return accesses;
    }

    /** Adds accesses; {@code word} is without its lap bit. */
    void add(long word, int context, long timeMs, long count) {
        accesses += count;
        if (timeMs != sliceOfMs) {
            sliceOfMs = timeMs;
            slice = timeMs / SLICE_MS;
        }
        if (size > 0 && isOf(latest, word, context)) {
            extend(latest, timeMs, count);
            return;
        }
        int mask = table.length - 1;
        int slot = hash(word, context, slice) & mask;
        for (int row; (row = table[slot] - 1) >= 0; slot = (slot + 1) & mask) {
            if (isOf(row, word, context)) {
                latest = row;
                extend(row, timeMs, count);
                return;
            }
        }
        insert(slot, word, context, timeMs, count);
    }

    /** Adds accesses that were counted together: their record is as long as that took. */
    void add(long word, int context, long firstMs, long lastMs, long count) {
        add(word, context, firstMs, count);
        extend(latest, lastMs, 0);
    }

    private boolean isOf(int row, long word, int context) {
        return words[row] == word && contexts[row] == context && slices[row] == slice;
    }

    /** Hands the records over, in the order in which they began, and is empty. */
    void moveTo(Batch batch) {
        for (int row = 0; row < size; row++) {
            long word = words[row];
            batch.access(
                    contexts[row], Word.site(word), (int) Word.payload(word), firsts[row], lasts[row], counts[row]);
        }
        Arrays.fill(table, 0);
        size = 0;
        latest = 0;
        accesses = 0;
    }

    private void extend(int row, long timeMs, long count) {
        counts[row] += count;
        if (timeMs > lasts[row]) {
            lasts[row] = timeMs;
        } else if (timeMs < firsts[row]) {
            firsts[row] = timeMs;
        }
    }

    private void insert(int slot, long word, int context, long timeMs, long count) {
        int row = size++;
        if (row == words.length) {
            grow();
        }
        words[row] = word;
        contexts[row] = context;
        slices[row] = slice;
        firsts[row] = timeMs;
        lasts[row] = timeMs;
        counts[row] = count;
        latest = row;
        if (size * 2 > table.length) {
            rehash();
        } else {
            table[slot] = row + 1;
        }
    }

    private void grow() {
        int length = words.length * 2;
        words = Arrays.copyOf(words, length);
        contexts = Arrays.copyOf(contexts, length);
        slices = Arrays.copyOf(slices, length);
        firsts = Arrays.copyOf(firsts, length);
        lasts = Arrays.copyOf(lasts, length);
        counts = Arrays.copyOf(counts, length);
    }

    private void rehash() {
        int[] larger = new int[table.length * 2];
        int mask = larger.length - 1;
        for (int row = 0; row < size; row++) {
            int slot = hash(words[row], contexts[row], slices[row]) & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = row + 1;
        }
        table = larger;
    }

    private static int hash(long word, int context, long slice) {
        long mixed = (word ^ (context * 0xD1B54A32D192ED03L) ^ (slice << 24)) * GOLDEN;
        return (int) (mixed >>> 32);
    }
}
