package io.piitrace.agent;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.Unmatched;
import io.piitrace.agent.monitor.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports the entries of the configuration that nothing has matched: at the stop, and as soon as no class has been loaded for a while, since
 * a server may not stop for months.
 *
 * <p><b>Threading.</b> A daemon thread of its own, only if there is anything to wait for, which ends with its report.
 */
final class UnmatchedEntries implements Runnable {
    private static final long QUIET_MS = Long.getLong("piitrace.test.quiet.ms", 60_000);

    /** Of the self-test, which does not run in every JVM. */
    private static final String OWN = "annotation.io.piitrace.agent.probe.";

    private final Catalog catalog;
    private final Notices notices;

    UnmatchedEntries(Catalog catalog, Notices notices) {
        this.catalog = catalog;
        this.notices = notices;
    }

    void start() {
        if (!unmatched().isEmpty()) {
            Thread thread = new Thread(null, this, "piitrace-unmatched", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        }
    }

    @Override
    public void run() {
        for (int before = -1, now; (now = catalog.taken()) != before; before = now) {
            long until = System.nanoTime() + QUIET_MS * 1_000_000;
            for (long left; (left = until - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(this, left);
            }
        }
        report();
    }

    void report() {
        for (Unmatched unmatched : unmatched()) {
            String entry = unmatched.entry();
            String why = "the option matched nothing that was loaded";
            if (!unmatched.fields().isEmpty()) {
                String field = entry.substring(entry.indexOf('#') + 1);
                why = "the class has no such field; nearest is " + Nearest.of(field, List.copyOf(unmatched.fields()));
            }
            notices.gap(entry, why);
        }
    }

    private List<Unmatched> unmatched() {
        List<Unmatched> unmatched = new ArrayList<>(catalog.unmatched());
        unmatched.removeIf(entry -> entry.entry().startsWith(OWN));
        return unmatched;
    }
}
