package io.piitrace.ledger;

import io.piitrace.ledger.seal.TenantKeys;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a ledger is written.
 *
 * @param keys directory of the signing keys; null for a ledger whose checkpoints are not signed
 * @param maxFileBytes a file that has reached this size is followed by a new one
 * @param maxDefinitions so is a file that defines this many contexts or subjects
 * @param epochMs a signing key older than this is replaced at the next checkpoint
 * @param tenantKeys keys that encrypt records; null to write them in the clear
 * @param room what files take their bytes from
 */
public record WriterOptions(
        @Nullable Path keys,
        long maxFileBytes,
        int maxDefinitions,
        long epochMs,
        @Nullable TenantKeys tenantKeys,
        DiskRoom room) {
    private static final WriterOptions UNSIGNED = new WriterOptions(null, 64L << 20, 1 << 18, 600_000);

    /** With records in the clear, and as much as the disk has. */
    public WriterOptions(@Nullable Path keys, long maxFileBytes, int maxDefinitions, long epochMs) {
        this(keys, maxFileBytes, maxDefinitions, epochMs, null, DiskRoom.UNBOUNDED);
    }

    /** The usual bounds, with signing keys in this directory. */
    public static WriterOptions signed(Path keys) {
        return new WriterOptions(keys, UNSIGNED.maxFileBytes, UNSIGNED.maxDefinitions, UNSIGNED.epochMs);
    }

    /** The same, with records encrypted; in the clear if there are no keys. */
    public WriterOptions encrypted(@Nullable TenantKeys by) {
        return new WriterOptions(keys, maxFileBytes, maxDefinitions, epochMs, by, room);
    }

    /** The usual bounds without signatures. */
    public static WriterOptions unsigned() {
        return UNSIGNED;
    }

    /** The same, for what is written only to delete something that is larger: an old file, or a spool. */
    public WriterOptions toDelete() {
        return within(room.anyway(), maxFileBytes);
    }

    /** The same within this room, in files of at most about this size. */
    public WriterOptions within(DiskRoom bounded, long fileBytes) {
        return new WriterOptions(keys, Math.min(maxFileBytes, fileBytes), maxDefinitions, epochMs, tenantKeys, bounded);
    }
}
