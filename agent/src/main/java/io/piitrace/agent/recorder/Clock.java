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
    private static final int IDLE_TICKS = 64;
    private static final long TICK_NS = 1_000_000;

    @SuppressWarnings("UnusedVariable") // through its offset
    private volatile long now = -1;

    private volatile boolean used;
    private volatile boolean wanted;
    private volatile boolean stopped;
    private long idlePeriods = 1;
    private @Nullable Thread thread;

    /** Milliseconds since the epoch; negative while idle. Never the same for a thread that has not looked since the last idle period. */
    long now() {
        return U.getLongOpaque(this, NOW);
    }

    /** Somebody is there who uses the time: do not go idle now. */
    void use() {
        if (!used) {
            used = true;
        }
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
            now = - ++idlePeriods;
            wanted = false;
            // Who saw the last tick and not yet this number needs no waking: the drain looks again before it sleeps.
            while (!wanted && !stopped) {
                LockSupport.park(this);
            }
        }
        now = - ++idlePeriods;
    }

    private void tickWhileUsed() {
        for (int unused = 0; unused < IDLE_TICKS && !stopped; unused++) {
            now = System.currentTimeMillis();
            if (used) {
                used = false;
                unused = 0;
            }
            LockSupport.parkNanos(this, TICK_NS);
        }
    }
}
