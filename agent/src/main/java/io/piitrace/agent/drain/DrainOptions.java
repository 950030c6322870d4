package io.piitrace.agent.drain;

import io.piitrace.ledger.Origin;
import io.piitrace.ledger.seal.TenantKeys;
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
 */
public record DrainOptions(
        File dir,
        Origin origin,
        long sealMs,
        long heartbeatMs,
        long checkpointMs,
        long retentionMs,
        @Nullable Encryption encryption) {
    /** With records in the clear. */
    public DrainOptions(File dir, Origin origin, long sealMs, long heartbeatMs, long checkpointMs, long retentionMs) {
        this(dir, origin, sealMs, heartbeatMs, checkpointMs, retentionMs, null);
    }

    Path path() {
        return dir.toPath();
    }

    /** The usual periods. */
    public static DrainOptions of(File dir, Origin origin) {
        return new DrainOptions(dir, origin, 1000, 60_000, 60_000, 0);
    }

    /** The same with a bound on the age of ledger files; 0 keeps all. */
    public DrainOptions keepingDays(long days) {
        return new DrainOptions(dir, origin, sealMs, heartbeatMs, checkpointMs, days * 86_400_000, encryption);
    }

    /** The same with records encrypted; in the clear if that is null. */
    public DrainOptions encrypting(@Nullable Encryption how) {
        return new DrainOptions(dir, origin, sealMs, heartbeatMs, checkpointMs, retentionMs, how);
    }

    /** The keys that encrypt records; null if none do. */
    @Nullable
    TenantKeys tenantKeys() {
        return encryption == null ? null : encryption.keys(dir);
    }
}
