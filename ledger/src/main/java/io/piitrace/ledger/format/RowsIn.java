package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;

/** The access records of one block after they were read, as columns that are used again for the next block. */
public final class RowsIn {
    public int[] contexts = {};
    public int[] sites = {};
    public int[] subjects = {};
    public long[] firsts = {};
    public long[] lasts = {};
    public long[] counts = {};
    private long[] column = {};
    private final Prediction successors = new Prediction();
    private final Prediction lastCounts = new Prediction();

    public void read(ByteIn in, int rows, long minMs) throws CorruptLedgerException {
        if (rows > contexts.length) {
            contexts = new int[rows];
            sites = new int[rows];
            subjects = new int[rows];
            firsts = new long[rows];
            lasts = new long[rows];
            counts = new long[rows];
            column = new long[rows];
        }
        if (rows > 0) {
            readIds(in, "context", contexts, rows);
            readSites(in, rows);
            readIds(in, "subject", subjects, rows);
            readTimes(in, rows, minMs);
            readCounts(in, rows);
        }
        in.end();
    }

    private void readIds(ByteIn in, String name, int[] to, int rows) throws CorruptLedgerException {
        Column.read(in, column, rows);
        for (int row = 0; row < rows; row++) {
            to[row] = id(in, name, column[row]);
        }
    }

    private void readSites(ByteIn in, int rows) throws CorruptLedgerException {
        Column.read(in, column, rows);
        int previous = 0;
        int row = 0;
        try {
            for (; row < rows; row++) {
                int site = id(in, "site", column[row] + successors.get(previous));
                successors.put(previous, site);
                sites[row] = site;
                previous = site;
            }
        } finally {
            successors.put(0, 0);
            for (int i = 0; i < row; i++) {
                successors.put(sites[i], 0);
            }
        }
    }

    private void readTimes(ByteIn in, int rows, long minMs) throws CorruptLedgerException {
        Column.read(in, firsts, rows);
        Column.read(in, lasts, rows);
        for (int row = 0; row < rows; row++) {
            if (firsts[row] < 0 || lasts[row] < 0) {
                throw in.corrupt("time before the block's: row=" + row);
            }
            firsts[row] += minMs;
            lasts[row] += firsts[row];
        }
    }

    private void readCounts(ByteIn in, int rows) throws CorruptLedgerException {
        Column.read(in, counts, rows);
        for (int row = 0; row < rows; row++) {
            long count = counts[row] + lastCounts.get(sites[row]);
            lastCounts.put(sites[row], (int) count);
            counts[row] = count + 1;
        }
        for (int row = 0; row < rows; row++) {
            lastCounts.put(sites[row], 0);
            if (counts[row] < 1) {
                throw in.corrupt("count out of bounds: row=" + row + " found=" + counts[row]);
            }
        }
    }

    private static int id(ByteIn in, String name, long value) throws CorruptLedgerException {
        if (value < 0 || value >= Limits.FILE_DEFINITIONS) {
            throw in.corrupt(name + " out of bounds: found=" + value);
        }
        return (int) value;
    }
}
