package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Counter;
import io.piitrace.agent.monitor.Diagnostics;
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
    private static final int MAX_ATTEMPTS = 256;

    private static final long CHECKPOINT_RETRY_MS = 10_000;

    private final DrainOptions options;
    private @Nullable LedgerWriter writer;
    private @Nullable Path directory;
    private long checkpointMs;
    private long checkpointSeq;
    private long checkpointFailedMs;

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

    /** Signs what was appended, if it is time. That this fails does not keep the drain from appending. */
    void checkpoint(long nowMs) {
        LedgerWriter open = writer;
        if (open == null
                || open.nextSeq() == checkpointSeq
                || Math.abs(nowMs - checkpointMs) < options.checkpointMs()
                || Math.abs(nowMs - checkpointFailedMs) < CHECKPOINT_RETRY_MS) {
            return;
        }
        try {
            open.checkpoint(nowMs);
            checkpointMs = nowMs;
            checkpointSeq = open.nextSeq();
            checkpointFailedMs = 0;
        } catch (IOException | RuntimeException e) {
            checkpointFailedMs = nowMs;
            Counter.LEDGER_FAILURES.add(1);
            Diagnostics.report("cannot sign a checkpoint", e);
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
                WriterOptions how = options.writer().encrypted(options.tenantKeys());
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
