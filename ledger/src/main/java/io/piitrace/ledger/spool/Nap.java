package io.piitrace.ledger.spool;

import java.util.concurrent.locks.LockSupport;

/**
 * Short sleeps of threads that are not ours, which leave no trace in them.
 *
 * <p><b>Threading.</b> Any thread, virtual ones too.
 */
public final class Nap {
    private Nap() {}

    /** Sleeps about so long. A thread that is interrupted stays so, and gives way instead. */
    @SuppressWarnings("ThreadPriorityCheck") // what an interrupted thread can do
    public static void take(long ns) {
        long untilNs = System.nanoTime() + ns;
        for (long left = ns; left > 0; left = untilNs - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(left); // returns at once if there is a permit
            }
        }
        // The application may be about to park, and the permit that this took was meant for that.
        LockSupport.unpark(Thread.currentThread());
    }
}
