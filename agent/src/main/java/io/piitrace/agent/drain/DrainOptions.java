package io.piitrace.agent.drain;

import io.piitrace.ledger.Origin;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.seal.TenantKeys;
import io.piitrace.ledger.spool.DiskBudget;
import io.piitrace.ledger.spool.LedgerDirectories;
import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the drain can be told.
 *
 * @param dir the agent's directory
 * @param sealMs an access is in the ledger at most about so much later
 * @param heartbeatMs after so long without a record a heartbeat is written
 * @param checkpointMs a checkpoint is signed so often, if there is anything new
 * @param retentionMs ledger files whose records are all older than this are deleted; 0 keeps all
 * @param encryption null to write records in the clear
 * @param budget the bound on disk space; null for none
 * @param forceMs what was recorded is on the disk itself so much later; 0 leaves that to the operating system
 */
public record DrainOptions(
        File dir,
        Origin origin,
        long sealMs,
        long heartbeatMs,
        long checkpointMs,
        long retentionMs,
        @Nullable Encryption encryption,
        @Nullable DiskBudget budget,
        long forceMs) {
    private static final long DAY_MS = 86_400_000;

    /** With records in the clear, without bounds. */
    public DrainOptions(File dir, Origin origin, long sealMs, long heartbeatMs, long checkpointMs, long retentionMs) {
        this(dir, origin, sealMs, heartbeatMs, checkpointMs, retentionMs, null, null, 0);
    }

    /** The usual periods. */
    public static DrainOptions of(File dir, Origin origin) {
        return new DrainOptions(dir, origin, 1000, 60_000, 60_000, 0);
    }

    /** The same with a bound on the age of ledger files; 0 keeps all. */
    public DrainOptions keepingDays(long days) {
        return keepingMs(days * DAY_MS);
    }

    DrainOptions keepingMs(long ms) {
        return new DrainOptions(dir, origin, sealMs, heartbeatMs, checkpointMs, ms, encryption, budget, forceMs);
    }

    /** The same with records encrypted; in the clear if that is null. */
    public DrainOptions encrypting(@Nullable Encryption how) {
        return new DrainOptions(dir, origin, sealMs, heartbeatMs, checkpointMs, retentionMs, how, budget, forceMs);
    }

    /** The same within a bound on disk space. */
    public DrainOptions within(@Nullable DiskBudget bound) {
        return new DrainOptions(
                dir, origin, sealMs, heartbeatMs, checkpointMs, retentionMs, encryption, bound, forceMs);
    }

    /** The same, put on the disk itself so often; 0 for not at all. */
    public DrainOptions forcing(long everyMs) {
        return new DrainOptions(
                dir, origin, sealMs, heartbeatMs, checkpointMs, retentionMs, encryption, budget, everyMs);
    }

    Path path() {
        return dir.toPath();
    }

    /** The directory of all ledgers. */
    Path ledgers() {
        return path().resolve("ledger");
    }

    /** The keys that encrypt records; null if none do. */
    @Nullable
    TenantKeys tenantKeys() {
        return encryption == null ? null : encryption.keys(dir);
    }

    /** How a ledger is written; in the clear. */
    WriterOptions writer() {
        WriterOptions signed = WriterOptions.signed(LedgerDirectories.keys(path()));
        return budget == null ? signed : signed.within(budget, budget.ledgerFileLength());
    }
}
