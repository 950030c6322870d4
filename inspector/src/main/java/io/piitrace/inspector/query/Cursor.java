package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.duckdb.DuckDBTableFunctionState;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one type, a chunk at a time, from files that it takes out of a queue. A chunk never spans files.
 *
 * <p><b>Threading.</b> One thread; the queue may be shared.
 */
final class Cursor<R extends LedgerRecord> implements DuckDBTableFunctionState {
    private final Class<R> type;
    private final TenantKeys keys;
    private final Damage damage;
    private final List<R> records = new ArrayList<>();
    private @Nullable LedgerReader reader;
    private Path file = Path.of("");

    Cursor(Class<R> type, TenantKeys keys, Damage damage) {
        this.keys = keys;
        this.type = type;
        this.damage = damage;
    }

    /** The records of the chunk in hand. */
    List<R> records() {
        return records;
    }

    /** The ledger that they come from. */
    String ledger() {
        return ledger(file);
    }

    /** What people call the ledger of a file: the name of its directory. */
    static String ledger(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null || directory.getFileName() == null
                ? file.toString()
                : directory.getFileName().toString();
    }

    /** Reads the next chunk and tells its size, 0 after the last one. */
    int fill(Queue<Path> files, Scan scan, int limit) {
        records.clear();
        while (records.isEmpty()) {
            if (reader == null) {
                Path next = files.poll();
                if (next == null) {
                    return 0;
                }
                open(next, scan);
            }
            read(limit);
        }
        return records.size();
    }

    private void open(Path next, Scan scan) {
        file = next;
        try {
            reader = LedgerReader.open(next, scan, keys);
        } catch (IOException e) {
            damage.report(next, e);
        }
    }

    private void read(int limit) {
        LedgerReader from = reader;
        try {
            while (from != null && records.size() < limit) {
                LedgerRecord next = from.next();
                if (next == null) {
                    close();
                    return;
                }
                if (type.isInstance(next)) {
                    records.add(type.cast(next));
                }
            }
        } catch (IOException e) {
            damage.report(file, e);
            close();
        }
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
