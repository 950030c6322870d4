package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Counter;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.agent.sink.Sink;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Turns the spools of this JVM into ledger.
 *
 * <p>It reads when a ring is half full and when the oldest unsealed record is a second old, and never runs after the writers word by word: every cache line would go to and
 * fro for it. When nothing was recorded for a while it sleeps until it is called.
 *
 * <p><b>Threading.</b> One thread of its own, started when it is first called; {@link #recorded}, {@link #filling} and {@link #stop} from any thread.
 *
 * <p><b>Failure.</b> What cannot be appended stays in the spool and is tried again; it is reported once for each distinct error. What nobody could append until the JVM ends
 * is recovered from the spool later.
 */
public final class Drain {
    private static final long MS = 1_000_000;
    private static final long IDLE_AFTER_MS = 2000;
    private static final long MAX_SWEEP_MS = 1500;
    private static final long LOOK_MS = 1000;
    private static final long LAST_LOOK_NS = 20 * MS;
    private static final long MAX_BACKOFF_MS = 5000;

    private final Spools spools;
    private final DrainOptions options;
    private final Runnable warmUp;
    private final OwnLedger ledger;
    private final SinkFollowers followers;
    private final Recovery recovery;
    private final Sweeper sweeper;
    private final Forcer forcer;
    private final SpoolDrains drains;

    private volatile boolean idle;
    private volatile boolean filling;
    private volatile boolean stopping;
    private volatile Map<String, String> stopAttributes = Map.of();
    private volatile @Nullable Thread thread;

    private long startMs;
    private long busyMs;
    private long retryAtMs;
    private long backoffMs;
    private long lookedMs;
    private final WallClock clock = new WallClock();

    /**
     * Makes a drain.
     *
     * @param warmUp run first on its thread: what should not be done in a thread of the application if that can be avoided
     */
    public Drain(Spools spools, DrainOptions options, List<Sink> sinks, Runnable warmUp) {
        this.spools = spools;
        this.options = options;
        this.warmUp = warmUp;
        this.ledger = new OwnLedger(options);
        this.followers = new SinkFollowers(options, sinks, attributes -> note(NoticeType.SINK, attributes));
        this.drains = new SpoolDrains(spools, options, ledger, followers);
        this.recovery = new Recovery(options);
        this.sweeper = new Sweeper(options, this::filling);
        if (options.budget() != null) {
            options.budget().onShort(this::filling);
        }
        this.forcer = new Forcer(spools, options.forceMs());
    }

    /** There is, or is about to be, something to read. */
    public void recorded() {
        if (idle || thread == null) {
            idle = false;
            wake();
            forcer.wake();
        }
    }

    /** A notice was written: wakes the drain if it runs, and does not start it, because notices are written before the application's main. */
    public void noted() {
        if (thread != null) {
            recorded();
        }
    }

    /** A ring is half full or full. */
    public void filling() {
        if (!filling) {
            filling = true;
            wake();
        }
    }

    /** Turns everything recorded so far into ledger, adds the notice and closes; waits for that at most so long. */
    public void stop(Map<String, String> attributes, long maxMs) {
        stopAttributes = Map.copyOf(attributes);
        stopping = true;
        wake();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(maxMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void wake() {
        Thread running = thread;
        LockSupport.unpark(running == null ? start() : running);
    }

    private synchronized Thread start() {
        Thread running = thread;
        if (running == null) {
            running = new Thread(null, this::run, "piitrace-drain", 1 << 19, false);
            running.setDaemon(true);
            running.setContextClassLoader(null);
            running.start();
            thread = running;
        }
        return running;
    }

    private void run() {
        if (options.budget() != null) {
            options.budget().drainedBy(Thread.currentThread());
        }
        guarded("cannot warm up", () -> warmUp.run());
        busyMs = startMs = System.currentTimeMillis();
        while (!stopping) {
            filling = false;
            long nowMs = System.currentTimeMillis();
            watch(nowMs);
            boolean pending = pass(nowMs, false);
            sleep(nowMs, pending);
        }
        finish();
    }

    /** For what happens to a JVM from outside. */
    private void watch(long nowMs) {
        Map<String, String> jump = clock.jump(nowMs);
        if (jump != null) {
            note(NoticeType.CLOCK, jump);
        }
        if (Math.abs(nowMs - lookedMs) >= LOOK_MS) {
            lookedMs = nowMs;
            Spool current = spools.current();
            if (!current.isOnDisk()) {
                Diagnostics.report("the spool was deleted, another one is begun: " + current.directory(), null);
                guarded("cannot begin another spool", () -> spools.follow(current));
            }
        }
    }

    private void note(NoticeType type, Map<String, String> attributes) {
        guarded("cannot write the spool", () -> spools.notice(type, System.currentTimeMillis(), attributes));
        noted();
    }

    /** True if something is left that has to be sealed soon. */
    private boolean pass(long nowMs, boolean now) {
        boolean pending = append(nowMs, now);
        if (ledger.isOpen()) { // after a failure, too: it may be this that makes room
            guarded("cannot delete old ledger files", () -> sweeper.pass(ledger.writer(), ledger.directory(), nowMs));
        }
        return pending;
    }

    private boolean append(long nowMs, boolean now) {
        boolean waits = nowMs < retryAtMs && retryAtMs - nowMs <= MAX_BACKOFF_MS;
        if (waits && !sweeper.takeFreed() && !now) {
            return true;
        }
        try {
            recovery.pass(nowMs);
            boolean pending = drains.pass(nowMs, now);
            if (drains.hasMore()) {
                filling = true;
            }
            if (pending || drains.sealedMs() == nowMs) {
                busyMs = nowMs;
            }
            ledger.checkpoint(nowMs);
            backoffMs = 0;
            retryAtMs = 0;
            return pending;
        } catch (IOException | RuntimeException e) {
            Counter.LEDGER_FAILURES.add(1);
            Diagnostics.report("cannot write the ledger", e);
            backoffMs = Math.min(MAX_BACKOFF_MS, Math.max(100, backoffMs * 2));
            retryAtMs = nowMs + backoffMs;
            return true;
        }
    }

    private void sleep(long nowMs, boolean pending) {
        if (filling || stopping) {
            return;
        }
        if (pending) {
            LockSupport.parkNanos(this, Math.max(1, nextDeadline() - nowMs) * MS);
        } else if (idle) {
            LockSupport.parkNanos(this, options.heartbeatMs() * MS);
            heartbeat();
        } else if (nowMs - busyMs > IDLE_AFTER_MS || nowMs < busyMs) {
            idle = true;
            forcer.rest();
            VarHandle.fullFence(); // whoever does not see that we are idle has written what the next pass sees
            LockSupport.parkNanos(this, LAST_LOOK_NS);
        } else {
            LockSupport.parkNanos(this, options.sealMs() * MS);
        }
    }

    private long nextDeadline() {
        return retryAtMs != 0 ? retryAtMs : drains.dueMs();
    }

    private void heartbeat() {
        long nowMs = System.currentTimeMillis();
        long sealedMs = drains.sealedMs() == 0 ? startMs : drains.sealedMs();
        if (idle && !stopping && Math.abs(nowMs - sealedMs) >= options.heartbeatMs()) {
            guarded("cannot write the spool", () -> spools.notice(NoticeType.HEARTBEAT, nowMs, Counter.told()));
        }
    }

    private void finish() {
        forcer.stop();
        pass(System.currentTimeMillis(), true);
        sweepToTheEnd();
        guarded("cannot write the spool", () -> {
            Map<String, String> attributes = new LinkedHashMap<>(stopAttributes);
            attributes.putAll(Counter.told());
            spools.notice(NoticeType.STOP, System.currentTimeMillis(), attributes);
        });
        if (!pass(System.currentTimeMillis(), true) && ledger.isOpen()) {
            guarded("cannot mark the spools", drains::mark);
        }
        guarded("cannot close the ledger", ledger::close);
        followers.stop();
    }

    /** A JVM that lives shortly has to delete what is old, too. */
    private void sweepToTheEnd() {
        long untilMs = System.currentTimeMillis() + MAX_SWEEP_MS;
        while (sweeper.isBusy() && untilMs - System.currentTimeMillis() > 0) {
            LockSupport.parkNanos(this, MS);
            pass(System.currentTimeMillis(), true);
        }
        sweeper.stop();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void guarded(String failure, Task task) {
        try {
            task.run();
        } catch (IOException | RuntimeException | LinkageError e) {
            Diagnostics.report(failure, e);
        }
    }
}
