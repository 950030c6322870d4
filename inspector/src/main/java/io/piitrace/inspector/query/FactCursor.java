package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Queue;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionState;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads accesses as numbers, a chunk at a time, from files that it takes out of a queue. A chunk never spans files.
 *
 * <p>A reader gives the same object for equal values of one file: what it stands for is looked up by identity, and by value only once.
 *
 * <p><b>Threading.</b> One thread; the queue and the dimensions are shared.
 */
final class FactCursor implements DuckDBTableFunctionState {
    private final Dimensions dimensions;
    private final TenantKeys keys;
    private final Damage damage;
    private final IdentityHashMap<Object, Integer> known = new IdentityHashMap<>();
    private @Nullable LedgerReader reader;
    private Path file = Path.of("");
    private int source;

    FactCursor(Dimensions dimensions, TenantKeys keys, Damage damage) {
        this.keys = keys;
        this.dimensions = dimensions;
        this.damage = damage;
    }

    /** Writes the next chunk and tells its size, 0 after the last one. */
    int fill(Queue<Path> files, Scan scan, DuckDBDataChunkWriter chunk) {
        int rows = 0;
        while (rows == 0) {
            if (reader == null) {
                Path next = files.poll();
                if (next == null) {
                    return 0;
                }
                open(next, scan);
            }
            rows = read(chunk);
        }
        return rows;
    }

    private void open(Path next, Scan scan) {
        file = next;
        known.clear();
        try {
            LedgerReader opened = LedgerReader.open(next, scan, keys);
            reader = opened;
            source = dimensions.sources.id(new Dimensions.Source(Cursor.ledger(next), opened.origin()));
        } catch (IOException e) {
            damage.report(next, e);
        }
    }

    private int read(DuckDBDataChunkWriter chunk) {
        LedgerReader from = reader;
        if (from == null) {
            return 0;
        }
        DuckDBWritableVector[] columns = new DuckDBWritableVector[FactTable.COLUMNS.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = chunk.vector(i);
        }
        int row = 0;
        try {
            while (row < chunk.capacity()) {
                if (!from.advance()) {
                    close();
                    break;
                }
                if (from.notice() == null) {
                    write(from, columns, row);
                    row++;
                }
            }
        } catch (IOException e) {
            damage.report(file, e);
            close();
        }
        return row;
    }

    private void write(LedgerReader from, DuckDBWritableVector[] columns, int row) throws IOException {
        columns[0].setLong(row, from.firstMs() * 1000);
        columns[1].setLong(row, from.lastMs() * 1000);
        columns[2].setLong(row, from.seq());
        columns[3].setLong(row, from.count());
        columns[4].setLong(row, source);
        columns[5].setLong(row, id(from.context(), dimensions.contexts));
        columns[6].setLong(row, id(from.site(), dimensions.sites));
        columns[7].setLong(row, id(from.subject(), dimensions.subjects));
    }

    private <T> int id(T value, Interner<T> interner) {
        Integer id = known.get(value);
        if (id == null) {
            id = interner.id(value);
            known.put(value, id);
        }
        return id;
    }

    @Override
    public void close() {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                damage.report(file, e);
            }
            reader = null;
        }
    }
}
