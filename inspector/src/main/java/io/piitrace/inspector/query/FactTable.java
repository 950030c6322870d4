package io.piitrace.inspector.query;

import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Accesses as numbers alone, for what is kept over many questions: texts are written once for each value, not once for each access.
 *
 * <p><b>Threading.</b> DuckDB calls from its own threads; each reads one file at a time.
 */
final class FactTable implements DuckDBTableFunction<LedgerSource, LedgerSource.Part, FactCursor> {
    static final List<String> COLUMNS =
            List.of("first_us", "last_us", "seq", "accesses", "source_id", "context_id", "site_id", "subject_id");

    private final Dimensions dimensions;
    private final TenantKeys keys;
    private final Damage damage;

    FactTable(Dimensions dimensions, TenantKeys keys, Damage damage) {
        this.keys = keys;
        this.dimensions = dimensions;
        this.damage = damage;
    }

    @Override
    public LedgerSource bind(DuckDBTableFunctionBindInfo info) throws IOException {
        COLUMNS.forEach(column -> info.addResultColumn(column, DuckDBColumnType.BIGINT));
        return LedgerSource.of(info);
    }

    @Override
    public LedgerSource.Part init(DuckDBTableFunctionInitInfo info) {
        LedgerSource source = info.getBindData();
        info.setMaxThreads(Math.max(1, source.files().size()));
        return new LedgerSource.Part(new ConcurrentLinkedQueue<>(source.files()), source.scan(), List.of());
    }

    @Override
    public FactCursor localInit(DuckDBTableFunctionInitInfo info) {
        return new FactCursor(dimensions, keys, damage);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        LedgerSource.Part part = info.getInitData();
        FactCursor cursor = info.getLocalInitData();
        return cursor.fill(part.files(), part.scan(), chunk);
    }
}
