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

    public void read(ByteIn in, int rows, long minMs) throws CorruptLedgerException {
        if (rows > contexts.length) {
            contexts = new int[rows];
            sites = new int[rows];
            subjects = new int[rows];
            firsts = new long[rows];
            lasts = new long[rows];
            counts = new long[rows];
        }
        if (rows > 0) {
            Column.readIds(in, "context", contexts, rows);
            Column.readIds(in, "site", sites, rows);
            Column.readIds(in, "subject", subjects, rows);
            Column.readDeltas(in, minMs, firsts, rows);
            Column.readPlain(in, "duration", lasts, rows);
            Column.readPlain(in, "count", counts, rows);
        }
        in.end();
        for (int row = 0; row < rows; row++) {
            lasts[row] += firsts[row];
            counts[row]++;
        }
    }
}
