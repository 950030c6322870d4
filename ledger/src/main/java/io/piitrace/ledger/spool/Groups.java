package io.piitrace.ledger.spool;

import java.util.Arrays;

/**
 * Numbers for the pairs of context and slice of time that occur in one batch.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Groups {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private int[] table = new int[256];
    private int[] contexts = new int[128];
    private long[] slicesMs = new long[128];
    private int size;

    /** The number of a pair, a new one if it did not occur before. */
    int of(int context, long sliceMs) {
        int mask = table.length - 1;
        int slot = hash(context, sliceMs) & mask;
        for (int group; (group = table[slot] - 1) >= 0; slot = (slot + 1) & mask) {
            if (contexts[group] == context && slicesMs[group] == sliceMs) {
                return group;
            }
        }
        if (size == contexts.length) {
            grow();
            return of(context, sliceMs);
        }
        contexts[size] = context;
        slicesMs[size] = sliceMs;
        table[slot] = ++size;
        return size - 1;
    }

    int context(int group) {
        return contexts[group];
    }

    /** When the slice began, milliseconds since the epoch. */
    long sliceMs(int group) {
        return slicesMs[group];
    }

    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    private void grow() {
        contexts = Arrays.copyOf(contexts, size * 2);
        slicesMs = Arrays.copyOf(slicesMs, size * 2);
        table = new int[size * 4];
        int mask = table.length - 1;
        for (int group = 0; group < size; group++) {
            int slot = hash(contexts[group], slicesMs[group]) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = group + 1;
        }
    }

    private static int hash(int context, long sliceMs) {
        return (int) (((context ^ (sliceMs << Integer.SIZE)) * GOLDEN) >>> Integer.SIZE);
    }
}
