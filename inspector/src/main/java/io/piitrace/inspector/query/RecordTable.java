package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Records of ledgers as a table of DuckDB. Only the columns that a question names are made, and blocks outside the parameters are not even unpacked.
 *
 * <p><b>Threading.</b> DuckDB calls from its own threads; each reads one file at a time.
 *
 * <p><b>Failure.</b> Where a file turns out to be corrupt, its readable part stays in the table and the rest is reported to {@link Damage}.
 *
 * @param <R> type of the records of this table
 */
final class RecordTable<R extends LedgerRecord>
        implements DuckDBTableFunction<LedgerSource, LedgerSource.Part, Cursor<R>> {
    private final Class<R> type;
    private final List<RecordColumn<R>> columns;
    private final TenantKeys keys;
    private final Damage damage;

    RecordTable(Class<R> type, List<RecordColumn<R>> columns, TenantKeys keys, Damage damage) {
        this.keys = keys;
        this.type = type;
        this.columns = columns;
        this.damage = damage;
    }

    void register(Connection connection, String name) throws SQLException {
        LedgerSource.register(connection, name, true, this);
    }

    @Override
    public LedgerSource bind(DuckDBTableFunctionBindInfo info) throws IOException {
        for (RecordColumn<R> column : columns) {
            info.addResultColumn(
                    column.name(), column.number() == null ? DuckDBColumnType.VARCHAR : DuckDBColumnType.BIGINT);
        }
        return LedgerSource.of(info);
    }

    @Override
    public LedgerSource.Part init(DuckDBTableFunctionInitInfo info) {
        LedgerSource source = info.getBindData();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < info.getColumnCount(); i++) {
            asked.add((int) info.getColumnIndex(i));
        }
        info.setMaxThreads(Math.max(1, source.files().size()));
        return new LedgerSource.Part(new ConcurrentLinkedQueue<>(source.files()), source.scan(), asked);
    }

    @Override
    public Cursor<R> localInit(DuckDBTableFunctionInitInfo info) {
        return new Cursor<>(type, keys, damage);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        LedgerSource.Part part = info.getInitData();
        Cursor<R> cursor = info.getLocalInitData();
        int rows = cursor.fill(part.files(), part.scan(), (int) chunk.capacity());
        for (int i = 0; i < part.columns().size(); i++) {
            columns.get(part.columns().get(i)).write(chunk.vector(i), cursor.records(), cursor.ledger());
        }
        return rows;
    }
}
