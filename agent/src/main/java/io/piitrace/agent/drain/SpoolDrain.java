package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Counter;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.SpoolReader;
import java.io.IOException;
import java.util.Map;

/**
 * Moves one spool of this JVM into the ledger, block by block.
 *
 * <p><b>Threading.</b> The drain's thread.
 *
 * <p><b>Failure.</b> A block that could not be appended is kept and appended first of all the next time; until then nothing more is read, and what the rings cannot hold
 * is counted as lost. A block that could not be forced is forced again and not written again: what the operating system gave up then is not on the disk if the machine fails.
 */
final class SpoolDrain {
    /** Blocks at most in one pass: who writes faster than this reads must not keep the drain from all else that it has to do. */
    private static final int MAX_BLOCKS = 16;

    private final Spool spool;
    private final boolean forced;
    private final SpoolReader reader;
    private final Batch batch = new Batch();
    private long accesses;
    /** Whether there is a block that the rings do not know yet. */
    private boolean appended;

    private boolean more;
    private long pendingSinceMs;
    private long lossesNotedMs;

    /** @param forced whether a place in a ring may be written again only once the ledger that has its word is on the disk itself */
    SpoolDrain(Spool spool, boolean forced) throws IOException {
        this.forced = forced;
        this.spool = spool;
        this.reader = SpoolReader.open(spool.directory(), spool.run(), Map.of());
    }

    Spool spool() {
        return spool;
    }

    /** Reads what there is, and seals a block if it is time or room is getting short. True if something was sealed. */
    boolean pass(LedgerWriter writer, long nowMs, long sealMs, boolean now) throws IOException {
        append(writer);
        if (now || nowMs - lossesNotedMs >= 1000 || nowMs < lossesNotedMs) {
            noteLosses();
            lossesNotedMs = nowMs;
        }
        boolean sealed = false;
        more = true;
        for (int block = 0; more && block < (now ? MAX_BLOCKS + reader.batches() : MAX_BLOCKS); block++) {
            reader.refresh(spool.segments());
            more = !reader.readPart();
            if (!reader.hasRecords()) {
                continue;
            }
            if (pendingSinceMs == 0 || nowMs < pendingSinceMs) {
                pendingSinceMs = nowMs;
            }
            if (!now && !more && nowMs - pendingSinceMs < sealMs && !spool.isFilling(reader)) {
                break;
            }
            accesses = reader.accesses();
            reader.moveTo(batch);
            append(writer);
            sealed = true;
        }
        if (spool.recycle(reader) && !reader.hasRecords()) {
            reader.moveTo(batch); // no records, but positions: without them a ring of a dead thread would never be free
            append(writer);
        }
        return sealed;
    }

    /** Whether the last pass ended before it had read everything. */
    boolean hasMore() {
        return more;
    }

    /** Whether something was read that is not sealed yet. */
    boolean isPending() {
        return pendingSinceMs != 0 || !batch.isEmpty() || appended;
    }

    /** What the log of the spool cannot take stays counted and is noted later: no reason to keep the words from the ledger. */
    private void noteLosses() {
        try {
            spool.noteLosses();
        } catch (IOException e) {
            Diagnostics.report("cannot note losses", e);
        }
    }

    /** Whether nobody can write this spool any more and all of it is in the ledger, up to the last loss; then it can be deleted. */
    boolean isDone(LedgerWriter writer) throws IOException {
        if (!hasEnded()) {
            return false;
        }
        if (spool.hasLosses()) {
            spool.endWith(batch);
            append(writer);
        }
        return true;
    }

    /** The same, without anything being appended. */
    boolean isDrained() {
        return hasEnded() && !spool.hasLosses();
    }

    private boolean hasEnded() {
        return !isPending() && !reader.hasRecords() && spool.end(reader);
    }

    long pendingSinceMs() {
        return pendingSinceMs;
    }

    void close() throws IOException {
        reader.close();
    }

    private void append(LedgerWriter writer) throws IOException {
        if (!batch.isEmpty()) {
            int records = batch.recordCount();
            if (forced) {
                spool.force();
            }
            writer.append(batch, reader);
            batch.clear();
            appended = true;
            Counter.BLOCKS.add(1);
            Counter.RECORDS.add(records);
            Counter.ACCESSES.add(accesses);
            accesses = 0;
        }
        if (appended) {
            if (forced) {
                writer.force(); // on failure tried again, but not with a second block of the same
            }
            spool.sealed(reader);
            appended = false;
            pendingSinceMs = 0;
        }
    }
}
