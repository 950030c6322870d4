package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.LedgerRetention;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.spool.LedgerDirectories;
import io.piitrace.ledger.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of this JVM, opened when it is needed and again after it failed.
 *
 * <p><b>Threading.</b> The drain's thread.
 */
final class OwnLedger {
    /** So many JVMs of the same service and instance can use one directory at the same time. */
    private static final int MAX_ATTEMPTS = 8;

    private static final long RETENTION_PERIOD_MS = 3_600_000;

    private final DrainOptions options;
    private @Nullable LedgerWriter writer;
    private @Nullable Path directory;
    private long checkpointMs;
    private long checkpointSeq;
    private long retentionDueMs;

    OwnLedger(DrainOptions options) {
        this.options = options;
    }

    boolean isOpen() {
        return writer != null;
    }

    @Nullable
    Path directory() {
        return directory;
    }

    LedgerWriter writer() throws IOException {
        LedgerWriter open = writer;
        if (open == null) {
            open = open();
            writer = open;
            checkpointMs = System.currentTimeMillis();
            checkpointSeq = open.nextSeq();
        }
        return open;
    }

    /** Notes in a spool which ledger its records go to, where its name alone does not tell. */
    void noteIn(Spool spool) throws IOException {
        Path in = directory;
        if (in != null && !in.equals(LedgerDirectories.of(options.path(), options.origin(), 0))) {
            LedgerDirectories.note(spool.directory().toPath(), in);
        }
    }

    /** Signs what was appended, if it is time. */
    void checkpoint(long nowMs) throws IOException {
        LedgerWriter open = writer;
        if (open != null && open.nextSeq() != checkpointSeq && nowMs - checkpointMs >= options.checkpointMs()) {
            open.checkpoint(nowMs);
            checkpointMs = nowMs;
            checkpointSeq = open.nextSeq();
        }
    }

    /** Deletes the files that are too old, one of its own at a time, and then those of JVMs that have ended; looks for them once an hour. */
    void deleteOld(long nowMs) {
        LedgerWriter open = writer;
        boolean due = nowMs >= retentionDueMs || retentionDueMs - nowMs > RETENTION_PERIOD_MS;
        if (open == null || options.retentionMs() == 0 || !due) {
            return;
        }
        long beforeMs = nowMs - options.retentionMs();
        try {
            if (open.deleteOldest(beforeMs, nowMs)) {
                Diagnostics.info("deleted the oldest ledger file: retention.days");
                return; // the drain goes first
            }
            retentionDueMs = nowMs + RETENTION_PERIOD_MS;
            Path all = options.path().resolve("ledger");
            int deleted =
                    LedgerRetention.delete(all, directory, LedgerDirectories.keys(options.path()), beforeMs, nowMs);
            if (deleted > 0) {
                Diagnostics.info("deleted old ledger files of JVMs that have ended: files=" + deleted);
            }
        } catch (IOException | RuntimeException e) {
            retentionDueMs = nowMs + RETENTION_PERIOD_MS;
            Diagnostics.report("cannot delete old ledger files", e);
        }
    }

    void forget(Spool spool) {
        LedgerWriter open = writer;
        if (open != null) {
            open.forget(spool.run());
        }
    }

    void close() throws IOException {
        LedgerWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }

    private LedgerWriter open() throws IOException {
        IOException first = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Path candidate = LedgerDirectories.of(options.path(), options.origin(), attempt);
            try {
                WriterOptions how = WriterOptions.signed(LedgerDirectories.keys(options.path()))
                        .encrypted(options.tenantKeys());
                LedgerWriter open = LedgerWriter.open(candidate, options.origin(), how);
                directory = candidate;
                return open;
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IOException("no ledger could be opened") : first;
    }
}
