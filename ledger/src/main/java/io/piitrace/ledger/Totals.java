package io.piitrace.ledger;

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

    LedgerVerdict verdict(
            String ledger, List<Path> files, LedgerVerdict.State state, List<Flaw> flaws, boolean closed, Seals seals) {
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
                closed,
                seals);
    }
}
