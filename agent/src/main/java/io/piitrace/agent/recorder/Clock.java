package io.piitrace.agent.recorder;

import java.util.concurrent.locks.LockSupport;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * The time to about a millisecond, for the price of a load; asking the system costs more than recording an access.
 *
 * <p>A thread of its own advances it, so that a drain that waits for a disk does not stop the time. When nobody looked for a while it goes idle: it shows a negative
 * number, another one each time, and nothing wakes up any more until somebody calls {@link #wake}.
 *
 * <p><b>Threading.</b> Any thread reads and wakes.
 */
final class Clock {
    private static final Unsafe U = Unsafe.getUnsafe();
    private static final long NOW = U.objectFieldOffset(Clock.class, "now");
    private static final long LISTED = U.objectFieldOffset(Clock.class, "listed");
    private static final int IDLE_TICKS = 64;
    private static final long FORGET_NS = 60_000_000_000L;
    private static final long TICK_NS = 1_000_000;

    @SuppressWarnings("UnusedVariable") // through its offset
    private volatile long now = -1;

    /** Rings that use the time that is shown, linked to each other. */
    @SuppressWarnings("UnusedVariable") // and written through its offset
    private volatile @Nullable Ring listed;

    private volatile boolean used;
    private volatile boolean wanted;
    private volatile boolean stopped;
    private long idlePeriods = 1;
    private @Nullable Thread thread;
    private final Runnable forget;
    private long forgottenNs = System.nanoTime();
    private boolean remembering;

    /** @param forget called before it goes idle, and about once a minute while it is not */
    Clock(Runnable forget) {
        this.forget = forget;
    }

    /** Milliseconds since the epoch; negative while idle. Never the same for a thread that has not looked since the last idle period. */
    long now() {
        return U.getLongOpaque(this, NOW);
    }

    /** This ring uses the time: it is disarmed when that has changed, and nobody goes idle now. */
    void use(Ring ring) {
        if (!used) {
            used = true;
        }
        if (!ring.listed) {
            ring.listed = true;
            do {
                ring.listedAfter = listed;
            } while (!U.compareAndSetReference(this, LISTED, ring.listedAfter, ring));
        }
    }

    /** Whether it will disarm the rings that use it. */
    boolean isRunning() {
        return !stopped;
    }

    /** Starts the time again, and tells the real one until it runs. */
    long wake() {
        used = true;
        if (stopped) {
            now = - ++idlePeriods; // so that everybody asks every time
        } else if (!wanted) {
            wanted = true;
            unpark();
        }
        return System.currentTimeMillis();
    }

    /**
     * Shows another time and disarms every ring that uses the one before. A ring is taken from the list before it is disarmed: who has armed it and sees it listed still, and this time, is
     * disarmed after that.
     */
    private void show(long time) {
        now = time;
        Ring ring = (Ring) U.getAndSetReference(this, LISTED, null);
        while (ring != null) {
            Ring next = ring.listedAfter;
            ring.listedAfter = null;
            ring.listed = false;
            ring.disarm();
            ring = next;
        }
    }

    void stop() {
        stopped = true;
        unpark();
    }

    private synchronized void unpark() {
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        } else if (!stopped) {
            running = new Thread(null, this::run, "piitrace-clock", 1 << 17, false);
            running.setDaemon(true);
            running.setContextClassLoader(null);
            running.start();
            thread = running;
        }
    }

    private void run() {
        while (!stopped) {
            tickWhileUsed();
            show(- ++idlePeriods);
            wanted = false;
            // Who saw the last tick and not yet this number needs no waking: the drain looks again before it sleeps.
            while (!wanted && !stopped) {
                rest();
            }
        }
        show(- ++idlePeriods);
    }

    /** Sleeps until it is called, but for one look after a minute. */
    private void rest() {
        if (remembering) {
            LockSupport.parkNanos(this, FORGET_NS);
            forgetOnceAMinute();
        } else {
            LockSupport.park(this);
        }
    }

    private void forgetOnceAMinute() {
        long now = System.nanoTime();
        if (now - forgottenNs >= FORGET_NS) {
            forgottenNs = now;
            remembering = false;
            forget.run();
        }
    }

    private void tickWhileUsed() {
        remembering = true;
        for (int unused = 0; unused < IDLE_TICKS && !stopped; unused++) {
            show(System.currentTimeMillis());
            if (used) {
                used = false;
                unused = 0;
            }
            LockSupport.parkNanos(this, TICK_NS);
        }
        forgetOnceAMinute();
    }
}
