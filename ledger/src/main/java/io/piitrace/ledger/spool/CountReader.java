package io.piitrace.ledger.spool;

import io.piitrace.ledger.SpoolPosition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one {@link CountTable} has counted and the ledger has not, of a living JVM or a dead one.
 *
 * <p>How far the ledger has come cannot stand in its blocks cell by cell. So the table itself holds it twice, and the block holds a version: before a block is appended,
 * the counts that it brings are written under the next version; if the block is not there afterwards, the version before is still true.
 *
 * <p><b>Threading.</b> One thread, beside the one that counts.
 */
final class CountReader {
    /** The position of the table of ring r has the ring number {@code FIRST - r}. */
    static final int FIRST = -3;

    private final int ring;
    private final CountTable table;
    /** By cell; empty until something was counted, which most owners never do. */
    private long[] counts = {};

    private long[] lasts = {};
    private long version;
    private long added = -1;
    private long unreadable;
    private boolean begun;
    private boolean moved;
    private boolean appending;

    /** @param from what the ledger says; null if it does not know the table */
    CountReader(int ring, CountTable table, @Nullable SpoolPosition from) {
        this.ring = ring;
        this.table = table;
        version = from == null ? 0 : from.words();
    }

    static int key(int ring) {
        return FIRST - ring;
    }

    int ring() {
        return ring;
    }

    /** Takes what was counted since the last time. */
    void read(DefinitionReader definitions, Coalescer to) throws IOException {
        long now = table.added();
        if (now == added || (now == 0 && version == 0)) {
            return;
        }
        begin();
        for (int i = 0; i < counts.length; i++) {
            if (to.isFull()) {
                return; // the rest the next time
            }
            int cell = CountTable.cell(i);
            long count = table.count(cell);
            if (count != counts[i]) {
                take(i, cell, count - counts[i], definitions, to);
                counts[i] = count;
                moved = true;
            }
        }
        added = now;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            counts = new long[table.size()];
            lasts = new long[table.size()];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = table.sealed(CountTable.cell(i), version);
            }
        }
    }

    private void take(int i, int cell, long count, DefinitionReader definitions, Coalescer to) throws IOException {
        long word = table.word(cell);
        int context = table.context(cell);
        long lastMs = table.lastMs(cell);
        long firstMs = Math.min(lastMs, Math.max(table.firstMs(cell), lasts[i]));
        lasts[i] = lastMs;
        int site = Word.site(word);
        if (!definitions.defines(site, Word.payload(word), context)) {
            definitions.refresh();
            if (!definitions.defines(site, Word.payload(word), context)) {
                unreadable += count;
                return;
            }
        }
        to.at(context, firstMs);
        to.add(word, lastMs, count);
    }

    /** Accesses that named something undefined, since this was asked last. */
    long takeUnreadable() {
        long count = unreadable;
        unreadable = 0;
        return count;
    }

    /** How far what was read reaches, written down for the block that is about to be appended; null if nothing was read. */
    @Nullable
    SpoolPosition position(String run) {
        if (!moved) {
            return null;
        }
        moved = false;
        appending = true;
        sealAs(version + 1);
        return new SpoolPosition(run, key(ring), version + 1, 0, 0);
    }

    /** The block is there. */
    void appended() {
        if (appending) {
            appending = false;
            sealAs(version); // so that the owner sees it: what both say is true
            version++;
        }
    }

    /** Whether everything that was counted is in the ledger. */
    boolean isSealed() {
        return !moved && !appending && (added == table.added() || (added < 0 && table.added() == 0));
    }

    private void sealAs(long in) {
        for (int i = 0; i < counts.length; i++) {
            int cell = CountTable.cell(i);
            if (table.sealed(cell, in) != counts[i]) {
                table.seal(cell, in, counts[i]);
            }
        }
    }
}
