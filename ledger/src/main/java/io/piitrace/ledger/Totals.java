package io.piitrace.ledger;

import io.piitrace.ledger.format.Part;
import io.piitrace.ledger.format.Zone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the blocks of a ledger hold, summed up while it is verified. */
final class Totals {
    private static final int MAX_KEYS = 1 << 16;

    long bytes;
    long blocks;
    private long records;
    private long accesses;
    private long losses;
    private long gaps;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    private final Map<String, Long> encrypted = new TreeMap<>();

    void add(Zone zone) {
        for (Part part : zone.parts()) {
            String key = part.keyId();
            encrypted.merge(
                    encrypted.size() < MAX_KEYS || encrypted.containsKey(key) ? key : "",
                    (long) part.rows(),
                    Long::sum);
        }
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
                seals,
                encrypted);
    }
}
