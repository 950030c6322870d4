package io.piitrace.ledger.spool;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoRoomException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything that agents write below one directory within one bound, however many JVMs share it.
 *
 * <p>A JVM may write what it was granted. It is granted more only after the directory was measured, while nobody else measures, and what others were granted
 * and may not have written yet counts as if they had. Of each grant a rest is kept back for the notices that have to be written before old files can be deleted: what takes
 * {@link #anyway} may use it, and nothing else, lest all room be gone before anything was deleted.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Guarantees.</b> The bound is not exceeded by files that ask here before they grow, but for what is taken {@link #anyway} where it is reached already: a notice, or a spool's worth of blocks just before that spool is deleted.
 */
public final class DiskBudget implements DiskRoom, Closeable {
    /** A smaller bound would not hold a spool, the next one, and a ledger of several files. */
    public static final long LEAST = 16L << 20;

    private static final long MAX_RESERVE = 512L << 10;
    private static final long MAX_CHUNK = 32L << 20;
    private static final long RETRY_NS = 1_000_000_000;
    private static final long MEASURE_NS = 5_000_000;
    private static final long NAP_NS = 2_000_000;

    private final File dir;
    private final long max;
    private final long reserve;
    private final DiskGrants grants;
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong spoolLeft = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    /** The most bytes that somebody did not get since {@link #isShort} was asked last. */
    private volatile long refused;

    private volatile long spare;
    private volatile long measuredNs = System.nanoTime() - MEASURE_NS;
    private volatile long gaveUpNs = System.nanoTime() - 2 * RETRY_NS;
    private volatile Runnable whenShort = () -> {};
    private volatile @Nullable Thread drain;

    private DiskBudget(File dir, long max, DiskGrants grants) {
        this.dir = dir;
        this.max = max;
        this.reserve = Math.min(MAX_RESERVE, max / 16);
        this.grants = grants;
    }

    /**
     * Opens the budget of this JVM.
     *
     * @param name tells the JVMs that share the directory apart
     */
    public static DiskBudget open(File dir, String name, long max) throws IOException {
        DiskBudget budget = new DiskBudget(dir, max, DiskGrants.open(dir, name));
        budget.measure(0);
        return budget;
    }

    /** After how many bytes the next file of a ledger begins, so that what has to be deleted at once is a small part. */
    public long ledgerFileLength() {
        return max / 16;
    }

    /** Is called, by any thread, when room is wanted that old files have. */
    public void onShort(Runnable call) {
        whenShort = call;
    }

    /** This thread never waits for room, because it is the one that makes it. */
    public void drainedBy(Thread thread) {
        drain = thread;
    }

    /**
     * Room for spools: half of all, lest threads without number leave none for the ledger that their words have to go to, and not the last that the ledger needs.
     *
     * @param maxWaitMs how long somebody waits for old files to go before there is no room
     */
    public DiskRoom forSpools(long maxWaitMs) {
        return new Part() {
            @Override
            boolean tryTake(long bytes) throws IOException {
                return takeForSpool(bytes);
            }

            @Override
            public boolean awaitRoom(long sinceNs) {
                return DiskBudget.this.awaitRoom(sinceNs, maxWaitMs);
            }

            @Override
            public boolean hasSpare(long bytes) {
                return spoolLeft.get() - bytes >= max / 4 && leavesRoomForLedger(bytes);
            }

            @Override
            public DiskRoom forNotices() {
                return noticeRoom(maxWaitMs);
            }
        };
    }

    private DiskRoom noticeRoom(long maxWaitMs) {
        return new Part() {
            @Override
            boolean tryTake(long bytes) throws IOException {
                return takeIfThereIs(bytes);
            }

            @Override
            public boolean awaitRoom(long sinceNs) {
                return DiskBudget.this.awaitRoom(sinceNs, maxWaitMs);
            }
        };
    }

    /** Room for what the ledger can do without: not the last that it needs. */
    public DiskRoom forSinks() {
        return new Part() {
            @Override
            boolean tryTake(long bytes) throws IOException {
                return takeBesideLedger(bytes);
            }
        };
    }

    /** A part of the room, with rules of its own. */
    private abstract class Part implements DiskRoom {
        abstract boolean tryTake(long bytes) throws IOException;

        @Override
        public void take(long bytes) throws IOException {
            if (!tryTake(bytes)) {
                throw reached();
            }
        }

        @Override
        public DiskRoom anyway() {
            return DiskBudget.this.anyway();
        }

        @Override
        public void written(long bytes) {
            DiskBudget.this.written(bytes);
        }
    }

    private boolean takeForSpool(long bytes) throws IOException {
        if (spoolLeft.get() < bytes && !wasJustMeasured()) {
            measure(bytes);
        }
        // Where only the spools' half is short, that is no reason to delete ledgers: it would not leave more for
        // spools.
        if (spoolLeft.get() < bytes || !takeBesideLedger(bytes)) {
            return false;
        }
        spoolLeft.addAndGet(-bytes);
        return true;
    }

    private boolean takeBesideLedger(long bytes) throws IOException {
        if (!leavesRoomForLedger(bytes) && !wasJustMeasured()) {
            measure(bytes);
        }
        if (!leavesRoomForLedger(bytes)) {
            refuse(bytes + ledgerRoom());
            whenShort.run();
            return false;
        }
        return takeIfThereIs(bytes);
    }

    /** What a spool has can only be drained into a ledger that has room: else neither would ever have any. */
    private boolean leavesRoomForLedger(long bytes) {
        return left.get() - reserve + spare - bytes >= ledgerRoom();
    }

    /** As much as two files. */
    private long ledgerRoom() {
        return max / 8;
    }

    private boolean awaitRoom(long sinceNs, long maxWaitMs) {
        long nowNs = System.nanoTime();
        if (Thread.currentThread() == drain || nowNs - gaveUpNs <= RETRY_NS) {
            whenShort.run();
            return false;
        }
        if (nowNs - sinceNs >= maxWaitMs * 1_000_000) {
            gaveUpNs = nowNs; // nobody waits for a while: that every access waits is worse
            whenShort.run();
            return false;
        }
        whenShort.run();
        Nap.take(NAP_NS);
        return true;
    }

    @Override
    public void take(long bytes) throws IOException {
        if (!takeIfThereIs(bytes)) {
            whenShort.run();
            throw reached();
        }
    }

    /** What is taken so counts, but is never refused: it leads to deletions that give back more. */
    @Override
    public DiskRoom anyway() {
        return new DiskRoom() {
            @Override
            public void take(long bytes) {
                inFlight.addAndGet(bytes);
                left.addAndGet(-bytes);
            }

            @Override
            public void written(long bytes) {
                DiskBudget.this.written(bytes);
            }
        };
    }

    private boolean takeIfThereIs(long bytes) throws IOException {
        if (tryTake(bytes) || (measured(bytes) && tryTake(bytes))) {
            return true;
        }
        refuse(bytes);
        return false;
    }

    /** Of two at once either will do: the other one asks again. */
    private void refuse(long bytes) {
        refused = Math.max(refused, bytes);
    }

    @Override
    public void written(long bytes) {
        inFlight.addAndGet(-bytes);
    }

    /** Whether old files have to go. Measures. */
    public boolean isShort() throws IOException {
        measure(0);
        long wanted = refused;
        refused = 0;
        return spare < ledgerRoom() || left.get() - reserve + spare < wanted;
    }

    /** Whether the bound may soon be reached, as far as is known without measuring. */
    public boolean mayBeShort() {
        return refused > 0 || left.get() < 2 * reserve || spare < ledgerRoom();
    }

    private boolean tryTake(long bytes) {
        inFlight.addAndGet(bytes); // first: who measures must not miss what is taken meanwhile
        for (long now = left.get(); now - bytes >= reserve; now = left.get()) {
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
        }
        inFlight.addAndGet(-bytes);
        return false;
    }

    /** Not more often than makes sense: at the bound every access would measure. False if there is no more than before. */
    private boolean measured(long bytes) throws IOException {
        if (wasJustMeasured() && left.get() - reserve + spare < bytes) {
            return false;
        }
        measure(bytes);
        return true;
    }

    private boolean wasJustMeasured() {
        return System.nanoTime() - measuredNs < MEASURE_NS;
    }

    private void measure(long bytes) throws IOException {
        grants.exclusively(() -> {
            // In this order: what is taken meanwhile comes out of the new grant, whether or not the measure has seen
            // it.
            long before = left.get();
            long spoolBefore = spoolLeft.get();
            long flying = inFlight.get();
            DiskUse use = DiskUse.of(dir);
            long free = max - use.all() - grants.others() - flying;
            long wanted = reserve + Math.max(bytes, Math.min(MAX_CHUNK, max / 16));
            long grant = Math.max(0, Math.min(free, wanted));
            grants.publish(grant + flying);
            spoolLeft.addAndGet(max / 2 - use.spool() - flying - spoolBefore);
            left.addAndGet(grant - before);
            spare = Math.max(0, free - grant);
            measuredNs = System.nanoTime();
            return true;
        });
    }

    private NoRoomException reached() {
        return new NoRoomException("disk.max.mb is reached: " + dir);
    }

    @Override
    public void close() throws IOException {
        grants.close();
    }
}
