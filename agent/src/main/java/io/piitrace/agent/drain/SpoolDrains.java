package io.piitrace.agent.drain;

import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.spool.Leftovers;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All spools of this JVM on their way into its ledger: the one that is written, and older ones until they are empty and can be deleted.
 *
 * <p><b>Threading.</b> The drain's thread.
 *
 * <p><b>Failure.</b> What could not be appended is tried again in the next pass.
 */
final class SpoolDrains {
    private final Spools spools;
    private final DrainOptions options;
    private final OwnLedger ledger;
    private final SinkFollowers followers;
    private final Map<Spool, SpoolDrain> drains = new LinkedHashMap<>();
    private boolean more;
    private long sealedMs;

    SpoolDrains(Spools spools, DrainOptions options, OwnLedger ledger, SinkFollowers followers) {
        this.spools = spools;
        this.options = options;
        this.ledger = ledger;
        this.followers = followers;
    }

    /**
     * Appends what is there and due.
     *
     * @param now whether all of it is due
     * @return true if something is left that has to be sealed soon
     */
    boolean pass(long nowMs, boolean now) throws IOException {
        LedgerWriter writer = ledger.writer();
        boolean pending = false;
        more = false;
        try {
            for (Spool spool : spools.all()) {
                pending |= pass(spool, writer, nowMs, now);
            }
        } catch (IOException | RuntimeException e) {
            retireDrained(); // what could not be appended may need their room
            throw e;
        }
        return pending;
    }

    private boolean pass(Spool spool, LedgerWriter writer, long nowMs, boolean now) throws IOException {
        SpoolDrain drain = of(spool);
        // Hardly anything comes after the last words of one that was followed; it takes room until it is deleted.
        long sealMs = spool == spools.current() ? options.sealMs() : 0;
        if (drain.pass(writer, nowMs, sealMs, now)) {
            sealedMs = nowMs;
            followers.sealed(ledger.directory(), writer.nextSeq());
        }
        more |= drain.hasMore();
        boolean pending = drain.isPending();
        if (spool != spools.current() && drain.isDone(writer)) {
            retire(drain);
        }
        return pending;
    }

    /** Whether the last pass ended before it had read everything. */
    boolean hasMore() {
        return more;
    }

    /** When something was sealed last. */
    long sealedMs() {
        return sealedMs;
    }

    /** When the oldest record that is not sealed has to be, 0 if there is none. */
    long dueMs() {
        long oldest = Long.MAX_VALUE;
        for (SpoolDrain drain : drains.values()) {
            if (drain.pendingSinceMs() != 0) {
                oldest = Math.min(oldest, drain.pendingSinceMs());
            }
        }
        return oldest == Long.MAX_VALUE ? 0 : oldest + options.sealMs();
    }

    /** Says in each spool that all of it is in the ledger, so that the next JVM need not read it. */
    void mark() throws IOException {
        for (Spool spool : drains.keySet()) {
            Leftovers.mark(spool, ledger.writer().positions().values());
        }
    }

    private SpoolDrain of(Spool spool) throws IOException {
        SpoolDrain known = drains.get(spool);
        if (known == null) {
            known = new SpoolDrain(spool, options.forceMs() > 0);
            ledger.noteIn(spool);
            drains.put(spool, known);
        }
        return known;
    }

    private void retireDrained() throws IOException {
        for (SpoolDrain drain : List.copyOf(drains.values())) {
            if (drain.spool() != spools.current() && drain.isDrained()) {
                retire(drain);
            }
        }
    }

    private void retire(SpoolDrain drain) throws IOException {
        Spool spool = drain.spool();
        drain.close();
        try {
            spools.retire(spool);
            ledger.forget(spool);
        } finally {
            drains.remove(spool); // it is in the ledger to its end, even if its files could not be deleted
        }
    }
}
