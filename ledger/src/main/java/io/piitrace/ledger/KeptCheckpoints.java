package io.piitrace.ledger;

import io.piitrace.ledger.seal.SignedCheckpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints of one ledger that were kept elsewhere, each at the block in which it stands or stood. They show what the ledger alone cannot: that its end was cut off, and
 * that who had the key of the day wrote it anew.
 *
 * <p><b>Threading.</b> One thread.
 */
final class KeptCheckpoints {
    private final Flaws flaws;
    private final Map<Long, List<SignedCheckpoint>> byBlock = new TreeMap<>();
    private int held;

    KeptCheckpoints(String ledger, List<SignedCheckpoint> kept, Flaws flaws) {
        this.flaws = flaws;
        for (SignedCheckpoint each : kept) {
            if (each.checkpoint().ledger().equals(ledger)) {
                byBlock.computeIfAbsent(each.checkpoint().block() + 1, block -> new ArrayList<>())
                        .add(each);
            }
        }
    }

    /** How many of them are as they were kept. */
    int held() {
        return held;
    }

    /**
     * Compares what stands in a block that is what its chain says.
     *
     * @param before the head before the block; null if it is not known
     * @param found the checkpoint that the block is, null if it is none
     */
    void block(Path file, long offset, long number, byte @Nullable [] before, @Nullable SignedCheckpoint found) {
        if (byBlock.isEmpty()) {
            return;
        }
        List<SignedCheckpoint> here = byBlock.remove(number);
        for (SignedCheckpoint kept : here == null ? List.<SignedCheckpoint>of() : here) {
            if (before != null
                    && !LedgerCheck.hex(before).equals(kept.checkpoint().head())) {
                rewritten(
                        file,
                        offset,
                        number,
                        "what stands before the checkpoint that was kept elsewhere is not what it states: expected="
                                + kept.checkpoint().head() + " found=" + LedgerCheck.hex(before));
            } else if (!kept.equals(found)) {
                rewritten(
                        file,
                        offset,
                        number,
                        "block is not the checkpoint that was kept elsewhere" + time(kept)
                                + (found == null ? "" : ": found=" + found.line()));
            } else {
                held++;
            }
        }
    }

    private void rewritten(Path file, long offset, long number, String detail) {
        flaws.add(file, number, offset, "rewritten", detail);
    }

    /** The block is altered, which is told already. */
    void altered(long number) {
        byBlock.remove(number);
    }

    /**
     * Tells of those that were not met because the ledger ends before them. What is about blocks before the first, deleted or told to be missing, cannot be compared.
     *
     * @param next number of the block that would come next
     */
    void end(Path file, long offset, long next) {
        for (Map.Entry<Long, List<SignedCheckpoint>> entry : byBlock.entrySet()) {
            if (entry.getKey() >= next) {
                SignedCheckpoint kept = entry.getValue().get(0);
                flaws.add(
                        file,
                        next,
                        offset,
                        "truncated",
                        "ledger ends before the checkpoint that was kept elsewhere" + time(kept) + ": it states blocks="
                                + kept.checkpoint().block() + " records="
                                + kept.checkpoint().seq() + ", here are blocks=" + (next - 1));
            }
        }
    }

    private static String time(SignedCheckpoint kept) {
        return " at " + Instant.ofEpochMilli(kept.checkpoint().timeMs());
    }
}
