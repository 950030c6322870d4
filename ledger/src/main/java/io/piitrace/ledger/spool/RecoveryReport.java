package io.piitrace.ledger.spool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the spools that dead JVMs left behind. */
public record RecoveryReport(List<Recovered> spools) {
    public RecoveryReport {
        spools = List.copyOf(spools);
    }

    /** True unless a spool is left that could not be turned into ledger. */
    public boolean complete() {
        return spools.stream().allMatch(spool -> spool.failure() == null);
    }

    /** Accesses that were in no ledger before. */
    public long accesses() {
        return spools.stream().mapToLong(Recovered::accesses).sum();
    }

    /**
     * One spool.
     *
     * @param run its name
     * @param ledger the ledger that it was appended to
     * @param accesses accesses that were appended
     * @param notices notices that were appended
     * @param lost accesses of which that JVM knew that they were lost, and that no notice told of yet
     * @param failure why it is still there, null if it became ledger
     */
    public record Recovered(
            String run,
            String ledger,
            long accesses,
            long notices,
            long lost,
            @Nullable String failure) {}
}
