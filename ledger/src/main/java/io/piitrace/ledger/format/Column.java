package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import java.util.Arrays;

/**
 * One column of the rows of a block: a sequence of numbers, written as runs of equal ones or one by one, whichever promises to be shorter; of each only how it
 * differs from the one before.
 *
 * <p><b>Layout.</b> docs/format.md, section 9.
 */
final class Column {
    /** For every row the difference to the row before. */
    static final int SINGLE = 0;

    /** For every run of equal numbers the difference to the run before, and how many rows follow its first. */
    static final int RUNS = 1;

    private long[] values = new long[1024];
    private int rows;
    private int runs;

    void clear() {
        rows = 0;
        runs = 0;
    }

    void reserve(int count) {
        if (count > values.length) {
            values = new long[count];
        }
    }

    /** Adds a number; room for it has been reserved. */
    void add(long value) {
        int row = rows;
        if (row == 0 || value != values[row - 1]) {
            runs++;
        }
        values[row] = value;
        rows = row + 1;
    }

    void write(ByteOut out) {
        boolean inRuns = runs <= rows / 2;
        out.u8(inRuns ? RUNS : SINGLE);
        out.reserve(inRuns ? 15 * runs : 10 * rows);
        if (inRuns) {
            writeRuns(out);
        } else {
            writeSingle(out);
        }
    }

    private void writeRuns(ByteOut out) {
        long previous = 0;
        int row = 0;
        while (row < rows) {
            int first = row;
            long value = values[row];
            do {
                row++;
            } while (row < rows && values[row] == value);
            out.varintUnchecked(zigzag(value - previous));
            out.varintUnchecked(row - first - 1);
            previous = value;
        }
    }

    private void writeSingle(ByteOut out) {
        long previous = 0;
        for (int row = 0; row < rows; row++) {
            out.varintUnchecked(zigzag(values[row] - previous));
            previous = values[row];
        }
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    static void read(ByteIn in, long[] to, int rows) throws CorruptLedgerException {
        int encoding = in.u8();
        if (encoding == RUNS) {
            readRuns(in, to, rows);
        } else if (encoding == SINGLE) {
            long value = 0;
            for (int row = 0; row < rows; row++) {
                value += in.zigzag();
                to[row] = value;
            }
        } else {
            throw in.corrupt("encoding of column unknown: found=" + encoding);
        }
    }

    private static void readRuns(ByteIn in, long[] to, int rows) throws CorruptLedgerException {
        long value = 0;
        int row = 0;
        while (row < rows) {
            value += in.zigzag();
            int end = row + 1 + in.bounded("run", rows - row - 1);
            Arrays.fill(to, row, end, value);
            row = end;
        }
    }
}
