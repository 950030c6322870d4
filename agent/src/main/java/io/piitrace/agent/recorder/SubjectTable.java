package io.piitrace.agent.recorder;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * From a tenant and an id to the number of the subject in one spool.
 *
 * <p><b>Threading.</b> Any thread looks up without a lock; additions take turns. An entry is there as a whole or not at all: its last part is stored with release
 * and read with acquire. Entries are never changed or removed; a larger table replaces the whole, and who still looks into the old one misses and asks again.
 *
 * <p><b>Layout.</b> Ids that are numbers have a table of their own, two longs an entry: id and tenant, mixed; and the number of the subject with tenant and kind above it. For all
 * others four longs an entry: low and high part of the id, number of the subject with tenant and kind above it, unused.
 */
final class SubjectTable {
    private static final Unsafe U = Unsafe.getUnsafe();
    /** Where a long[] begins. */
    private static final long LONGS = arrayOffset();

    private static final int STRIDE = 4;
    private static final int ENTRY_LENGTH = 2 * Long.BYTES;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Tenants are numbered below this. */
    static final int MAX_TENANT = (1 << 27) - 1;

    private static final class Cells {
        final int mask;
        final long[] longs;
        final String[] texts;

        Cells(int size) {
            mask = size - 1;
            longs = new long[size * STRIDE];
            texts = new String[size];
        }
    }

    private volatile Cells cells = new Cells(1024);
    private volatile long[] numbers = new long[2048];
    private int size;
    private int numbersSize;

    /** The number of the subject, 0 if it is not there. */
    int find(int tenant, IdKey key) {
        if (isInNumbers(tenant, key)) {
            return (int) findNumber(numbers, tag(tenant, IdKey.NUMBER), key.low);
        }
        Cells in = cells;
        long tag = tag(tenant, key.kind);
        for (int slot = hash(tag, key.low, key.high) & in.mask; ; slot = (slot + 1) & in.mask) {
            int at = slot * STRIDE;
            long found = U.getLongAcquire(in.longs, offset(at + 2));
            if (found == 0) {
                return 0;
            }
            if ((found & ~0xffff_ffffL) == tag
                    && in.longs[at] == key.low
                    && in.longs[at + 1] == key.high
                    && (key.text == null || key.text.equals(in.texts[slot]))) {
                return (int) found;
            }
        }
    }

    /** The table of ids that are numbers as it is now, for {@link #findNumber}. */
    long[] numbers() {
        return numbers;
    }

    /** What {@link #findNumber} takes for a tenant. */
    static long numberTag(int tenant) {
        return tag(tenant, IdKey.NUMBER);
    }

    /**
     * The same for an id that is a number, in a table that may not be the newest any more: then 0 means nothing.
     *
     * <p>Both parts of an entry are read plainly: whoever sees one and not yet the other finds no entry, because neither is ever 0 in an entry. What is written next
     * depends on both, so that nobody sees a word before the definition of its subject.
     */
    static long findNumber(long[] in, long tag, long id) {
        long mixed = (id ^ tag) * GOLDEN;
        long mask = ((long) in.length << 3) - ENTRY_LENGTH;
        for (long at = (mixed >>> 28) & mask; ; at = (at + ENTRY_LENGTH) & mask) {
            long found = U.getLong(in, LONGS + Long.BYTES + at) ^ tag;
            if (found >>> 32 == 0 && U.getLong(in, LONGS + at) == mixed) {
                return found;
            }
            if (found == tag) {
                return 0;
            }
        }
    }

    /** Adds what is not there; callers take turns. */
    void add(int tenant, IdKey key, int subject) {
        if (isInNumbers(tenant, key)) {
            addNumber(tag(tenant, key.kind) | subject, key.low);
            return;
        }
        Cells into = cells;
        if (++size * 2 > into.mask) {
            into = larger(into);
            cells = into;
        }
        put(into, tag(tenant, key.kind) | subject, key.low, key.high, key.text);
    }

    /** The one number that no entry can be made of is kept where the texts are. */
    private static boolean isInNumbers(int tenant, IdKey key) {
        return key.kind == IdKey.NUMBER && key.low != tag(tenant, IdKey.NUMBER);
    }

    private void addNumber(long tagged, long id) {
        long[] into = numbers;
        if (++numbersSize * 4 > into.length) {
            long[] larger = new long[into.length * 2];
            for (int at = 0; at < into.length; at += 2) {
                if (into[at + 1] != 0) {
                    putNumber(larger, into[at + 1], into[at]);
                }
            }
            into = larger;
        }
        putNumber(into, tagged, (id ^ (tagged & ~0xffff_ffffL)) * GOLDEN);
        numbers = into;
    }

    private static void putNumber(long[] into, long tagged, long mixed) {
        int mask = into.length - 2;
        int at = (int) (mixed >>> 31) & mask;
        while (into[at + 1] != 0) {
            at = (at + 2) & mask;
        }
        into[at] = mixed;
        U.putLongRelease(into, offset(at + 1), tagged);
    }

    private static Cells larger(Cells from) {
        Cells to = new Cells((from.mask + 1) * 2);
        for (int slot = 0; slot <= from.mask; slot++) {
            int at = slot * STRIDE;
            if (from.longs[at + 2] != 0) {
                put(to, from.longs[at + 2], from.longs[at], from.longs[at + 1], from.texts[slot]);
            }
        }
        return to;
    }

    private static void put(Cells into, long tagged, long low, long high, @Nullable String text) {
        int slot = hash(tagged & ~0xffff_ffffL, low, high) & into.mask;
        while (into.longs[slot * STRIDE + 2] != 0) {
            slot = (slot + 1) & into.mask;
        }
        into.longs[slot * STRIDE] = low;
        into.longs[slot * STRIDE + 1] = high;
        if (text != null) {
            into.texts[slot] = text;
        }
        U.putLongRelease(into.longs, offset(slot * STRIDE + 2), tagged);
    }

    private static long tag(int tenant, int kind) {
        return (((long) tenant << 4) | kind) << 32;
    }

    private static int hash(long tag, long low, long high) {
        long mixed = ((low + high * 31) ^ tag) * GOLDEN;
        return (int) (mixed >>> 32) ^ (int) (mixed >>> 47);
    }

    private static long offset(int index) {
        return LONGS + (long) index * Long.BYTES;
    }

    /** Not by name in the code: the constant is an int up to some version of Java, and a long from there on. */
    private static long arrayOffset() {
        try {
            return ((Number) Unsafe.class.getField("ARRAY_LONG_BASE_OFFSET").get(null)).longValue();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
