package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was recorded on the disk itself, again and again, so that a failure of the machine loses no more than one period.
 *
 * <p><b>Threading.</b> A thread of its own: waiting for the disk must not keep the drain from emptying rings.
 */
final class Forcer {
    private final Spools spools;
    private final long periodMs;
    private volatile boolean resting;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    Forcer(Spools spools, long periodMs) {
        this.spools = spools;
        this.periodMs = periodMs;
    }

    /** Something is being recorded again. */
    void wake() {
        if (periodMs == 0) {
            return;
        }
        Thread running = thread;
        if (running == null) {
            start();
        } else if (resting) {
            resting = false;
            LockSupport.unpark(running);
        }
    }

    /** Nothing is recorded any more: it forces once more and waits to be woken. */
    void rest() {
        resting = true;
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    private synchronized void start() {
        if (thread == null) {
            Thread fresh = new Thread(null, this::run, "piitrace-force", 1 << 19, false);
            fresh.setDaemon(true);
            fresh.setContextClassLoader(null);
            fresh.start();
            thread = fresh;
        }
    }

    private void run() {
        while (!stopping) {
            boolean last = resting;
            long begunNs = System.nanoTime();
            for (Spool spool : spools.all()) {
                try {
                    spool.force();
                } catch (IOException | RuntimeException e) {
                    if (spools.all().contains(spool)) { // otherwise it is in the ledger, and was just deleted
                        Diagnostics.report("cannot force the spool", e);
                    }
                }
            }
            if (last && resting) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, begunNs + periodMs * 1_000_000 - System.nanoTime()));
            }
        }
    }
}
