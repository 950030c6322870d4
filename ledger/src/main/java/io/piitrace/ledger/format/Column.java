package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;

/**
 * One column of the rows of a block while it is written: the differences between neighbours, or the numbers themselves, as varints; one single varint where
 * they are all the same.
 *
 * <p><b>Layout.</b> docs/format.md, section 9.
 */
final class Column {
    /** One varint stands for every row. */
    static final int CONSTANT = 0;

    /** A varint for every row. */
    static final int VARINTS = 1;

    private final ByteOut out = new ByteOut(4096);
    private long previous;
    private long first;
    private long differing;

    void clear(long start) {
        out.clear();
        previous = start;
        first = 0;
        differing = 0;
    }

    void reserve(int rows) {
        out.reserve(rows * 10);
    }

    /** Adds what the value differs from the one before, signed. */
    void delta(long value) {
        long delta = value - previous;
        previous = value;
        plain((delta << 1) ^ (delta >> 63));
    }

    void plain(long value) {
        if (out.length() == 0) {
            first = value;
        }
        differing |= value ^ first;
        out.varintUnchecked(value);
    }

    void write(ByteOut rows) {
        if (differing == 0) {
            rows.u8(CONSTANT);
            rows.varint(first);
        } else {
            rows.u8(VARINTS);
            rows.bytes(out);
        }
    }

    static void readDeltas(ByteIn in, long start, long[] to, int rows) throws CorruptLedgerException {
        long previous = start;
        if (in.u8() == CONSTANT) {
            long delta = in.zigzag();
            for (int row = 0; row < rows; row++) {
                previous += delta;
                to[row] = previous;
            }
            return;
        }
        for (int row = 0; row < rows; row++) {
            previous += in.zigzag();
            to[row] = previous;
        }
    }

    static void readIds(ByteIn in, String name, int[] to, int rows) throws CorruptLedgerException {
        boolean constant = in.u8() == CONSTANT;
        long delta = constant ? in.zigzag() : 0;
        long previous = 0;
        for (int row = 0; row < rows; row++) {
            previous += constant ? delta : in.zigzag();
            if (previous < 0 || previous >= Limits.FILE_DEFINITIONS) {
                throw in.corrupt(name + " out of bounds: row=" + row + " found=" + previous);
            }
            to[row] = (int) previous;
        }
    }

    static void readPlain(ByteIn in, String name, long[] to, int rows) throws CorruptLedgerException {
        boolean constant = in.u8() == CONSTANT;
        long value = constant ? in.positive(name) : 0;
        for (int row = 0; row < rows; row++) {
            to[row] = constant ? value : in.positive(name);
        }
    }
}
