package io.piitrace.inspector.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Values in memory as a table of DuckDB: the number of each in its list as {@code id}, and its columns.
 *
 * @param <T> type of the values
 */
final class ValueTable<T> implements DuckDBTableFunction<List<T>, AtomicInteger, AtomicInteger> {
    private final Supplier<List<T>> values;
    private final List<RecordColumn<T>> columns;

    ValueTable(Supplier<List<T>> values, List<RecordColumn<T>> columns) {
        this.values = values;
        this.columns = columns;
    }

    void register(Connection connection, String name) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name).withFunction(this).register(connection);
        }
    }

    @Override
    public List<T> bind(DuckDBTableFunctionBindInfo info) {
        info.addResultColumn("id", DuckDBColumnType.BIGINT);
        columns.forEach(column -> info.addResultColumn(column.name(), DuckDBColumnType.VARCHAR));
        return values.get();
    }

    @Override
    public AtomicInteger init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new AtomicInteger();
    }

    @Override
    public AtomicInteger localInit(DuckDBTableFunctionInitInfo info) {
        return new AtomicInteger();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        List<T> all = info.getBindData();
        AtomicInteger next = info.getInitData();
        int start = next.get();
        int rows = (int) Math.min(chunk.capacity(), all.size() - start);
        for (int row = 0; row < rows; row++) {
            chunk.vector(0).setLong(row, start + row);
        }
        List<T> part = all.subList(start, start + rows);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(chunk.vector(i + 1), part, "");
        }
        next.addAndGet(rows);
        return rows;
    }
}
