package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.LedgerRetention;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.OldestFile;
import io.piitrace.ledger.Retention;
import io.piitrace.ledger.spool.DiskBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the ledger files that have to go: those that are too old, and the oldest ones when the bound on disk space is near.
 *
 * <p><b>Threading.</b> A thread of its own while there is something to look for, because reading a file through and waiting for the disk take longer than rings can wait.
 * Only the notice that a file is about to be deleted is appended by the drain's thread, which calls {@link #pass}.
 *
 * <p><b>Failure.</b> Reported; tried again after a minute.
 */
final class Sweeper {
    private static final long PERIOD_MS = 3_600_000;
    private static final long LOOK_MS = 60_000;
    /** After nothing could be deleted: threads that wait for room ask hundreds of times a second. */
    private static final long IN_VAIN_MS = 100;

    private static final long DAY_MS = 86_400_000;
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final long NAP_NS = 5_000_000;

    private final DrainOptions options;
    private final Runnable wakeDrain;
    private final long startMs = System.currentTimeMillis();
    private final long startNs = System.nanoTime();
    private volatile @Nullable Announcement asked;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Path own;
    private volatile boolean stopping;
    private volatile boolean appended;
    private volatile byte @Nullable [] end;
    private volatile boolean freed;
    private volatile long inVainMs;
    private volatile long ageDueMs;
    private long lookedMs;

    Sweeper(DrainOptions options, Runnable wakeDrain) {
        this.options = options;
        this.wakeDrain = wakeDrain;
    }

    /** Appends the notice that is asked for, and looks for something to delete if it is time. For the drain's thread. */
    void pass(LedgerWriter writer, @Nullable Path directory, long nowMs) throws IOException {
        Announcement due = asked;
        if (due != null) {
            due.before = writer.announce(due.file, due.reason, nowMs);
            asked = null;
            LockSupport.unpark(thread);
        }
        own = directory;
        end = writer.end();
        appended = writer.hasAppended();
        if (thread == null && !stopping && isDue(nowMs)) {
            lookedMs = nowMs;
            Thread sweeper = new Thread(null, this::run, "piitrace-sweeper", 1 << 19, false);
            sweeper.setDaemon(true);
            sweeper.setContextClassLoader(null);
            thread = sweeper;
            sweeper.start();
        }
    }

    /** Whether a file was deleted since this was asked last, so that what was refused may be appended now. */
    boolean takeFreed() {
        boolean is = freed;
        freed = false;
        return is;
    }

    boolean isBusy() {
        return thread != null;
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    private boolean isDue(long nowMs) {
        DiskBudget budget = options.budget();
        boolean looked = Math.abs(nowMs - lookedMs) < LOOK_MS;
        return (budget != null && (!looked || (budget.mayBeShort() && !isInVain(nowMs)))) || isAgeDue(nowMs);
    }

    private boolean isInVain(long nowMs) {
        return Math.abs(nowMs - inVainMs) < IN_VAIN_MS;
    }

    /** Its own files go only once there is a newer one to say so. */
    private boolean isAgeDue(long nowMs) {
        return options.retentionMs() != 0 && appended && (nowMs >= ageDueMs || ageDueMs - nowMs > PERIOD_MS);
    }

    private void run() {
        try {
            long nowMs = System.currentTimeMillis();
            if (isAgeDue(nowMs)) {
                ageDueMs = nowMs + PERIOD_MS;
                deleteOld(nowMs);
            }
            DiskBudget budget = options.budget();
            if (budget != null) {
                makeRoom(budget);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            inVainMs = System.currentTimeMillis();
            Diagnostics.report("cannot delete old ledger files", e);
        } finally {
            thread = null;
        }
    }

    private void deleteOld(long nowMs) throws IOException {
        // A clock that was set forward must not delete what is not old.
        long elapsedMs = (System.nanoTime() - startNs) / 1_000_000;
        long beforeMs = Math.min(nowMs, startMs + elapsedMs + DAY_MS) - options.retentionMs();
        Path written = own;
        int deleted = 0;
        for (OldestFile oldest; written != null && (oldest = OldestFile.ofWritten(written, beforeMs)) != null; ) {
            if (!delete(oldest, Retention.AGE)) {
                break;
            }
            deleted++;
        }
        deleted += LedgerRetention.delete(options.ledgers(), written, options.writer(), beforeMs, nowMs);
        if (deleted > 0) {
            Diagnostics.info("deleted ledger files older than retention.days: files=" + deleted);
        }
    }

    private void makeRoom(DiskBudget budget) throws IOException {
        int deleted = 0;
        while (!stopping && budget.isShort()) {
            if (!deleteOldest()) {
                inVainMs = System.currentTimeMillis();
                if (deleted == 0) {
                    Diagnostics.report("disk.max.mb is nearly reached, and there is no ledger file to delete", null);
                }
                break;
            }
            deleted++;
            freed = true;
            wakeDrain.run();
        }
        if (deleted > 0) {
            Diagnostics.info("deleted the oldest ledger files, to stay within disk.max.mb: files=" + deleted);
        }
    }

    /** Of all ledgers, as far as nobody else writes them. */
    private boolean deleteOldest() throws IOException {
        Path written = own;
        OldestFile oldest = written == null ? null : oldestOwn(written);
        long begunMs = oldest == null ? Long.MAX_VALUE : oldest.begunMs();
        return LedgerRetention.deleteOldest(
                        options.ledgers(), written, options.writer(), begunMs, System.currentTimeMillis())
                || (oldest != null && delete(oldest, Retention.DISK));
    }

    /** As long as the drain has no file to append to, as after a failure or at the start, none has to stay for it. */
    private @Nullable OldestFile oldestOwn(Path written) throws IOException {
        byte[] resting = end;
        OldestFile oldest = OldestFile.ofWritten(written, Long.MAX_VALUE);
        return oldest == null && resting != null ? OldestFile.ofResting(written, resting) : oldest;
    }

    private boolean delete(OldestFile oldest, String reason) throws IOException {
        Announcement announcement = new Announcement(oldest, reason);
        asked = announcement;
        wakeDrain.run();
        long untilNs = System.nanoTime() + PATIENCE_NS;
        List<Path> before = announcement.before;
        while (before == null && !stopping && System.nanoTime() - untilNs < 0) {
            LockSupport.parkNanos(this, NAP_NS);
            before = announcement.before;
        }
        asked = null;
        if (before == null) {
            return false;
        }
        oldest.delete(before);
        return true;
    }

    /** That this file is about to be deleted. */
    private static final class Announcement {
        final OldestFile file;
        final String reason;
        /** Once it is in the ledger: the files that have to be on the disk before the deletion. */
        volatile @Nullable List<Path> before;

        Announcement(OldestFile file, String reason) {
            this.file = file;
            this.reason = reason;
        }
    }
}
