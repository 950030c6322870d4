package io.piitrace.ledger;

import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.Zone;
import java.nio.file.Path;
import java.util.List;

/** What the blocks of a ledger hold, summed up while it is verified. */
final class Totals {
    long bytes;
    long blocks;
    private long records;
    private long accesses;
    private long losses;
    private long gaps;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    void add(Zone zone) {
        records += zone.records();
        accesses += zone.accesses();
        losses += zone.losses();
        gaps += zone.gaps();
        if (zone.records() > 0) {
            firstMs = Math.min(firstMs, zone.minMs());
            lastMs = Math.max(lastMs, zone.maxMs());
        }
    }

    /** Whether the rows are what the zone says of them. */
    void check(Zone zone, RowsIn rows) throws CorruptLedgerException {
        long sum = 0;
        for (int row = 0; row < zone.rows(); row++) {
            sum += rows.counts[row];
            if (rows.firsts[row] < zone.minMs() || rows.lasts[row] > zone.maxMs()) {
                throw new CorruptLedgerException("row outside the time range of its zone: row=" + row);
            }
        }
        if (sum != zone.accesses()) {
            throw new CorruptLedgerException("accesses miscounted: zone=" + zone.accesses() + " rows=" + sum);
        }
    }

    LedgerVerdict verdict(
            String ledger, List<Path> files, LedgerVerdict.State state, List<Flaw> flaws, boolean closed) {
        boolean none = firstMs > lastMs;
        return new LedgerVerdict(
                ledger,
                files,
                blocks,
                records,
                accesses,
                losses,
                gaps,
                none ? 0 : firstMs,
                none ? 0 : lastMs,
                state,
                flaws,
                bytes,
                closed);
    }
}
