package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBValue;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Ledgers as a table of DuckDB: {@code from ledger_accesses('DIR', from_ms=…, to_ms=…, subjects='…', tenants='…')}. Only the columns that a question names
 * are made, and blocks outside the parameters are not even unpacked. (DuckDB hands no filter of a {@code where} to a function in Java: hence the parameters.)
 *
 * <p><b>Threading.</b> DuckDB calls from its own threads; each reads one file at a time.
 *
 * <p><b>Failure.</b> Where a file turns out to be corrupt, its readable part stays in the table and the rest is reported to {@link Damage}.
 *
 * @param <R> type of the records of this table
 */
final class RecordTable<R extends LedgerRecord>
        implements DuckDBTableFunction<RecordTable.Source, RecordTable.Part, Cursor<R>> {
    /** Stands between the elements of a parameter that is a list. */
    static final String SEPARATOR = "\n";

    /** What one call of the function reads. */
    record Source(List<Path> files, Scan scan) {}

    /** The files that no thread has taken yet, and the columns that are asked for. */
    record Part(Queue<Path> files, Scan scan, List<Integer> columns) {}

    private final Class<R> type;
    private final List<RecordColumn<R>> columns;
    private final Damage damage;

    RecordTable(Class<R> type, List<RecordColumn<R>> columns, Damage damage) {
        this.type = type;
        this.columns = columns;
        this.damage = damage;
    }

    void register(Connection connection, String name) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name)
                    .withParameter(String.class)
                    .withNamedParameter("from_ms", Long.class)
                    .withNamedParameter("to_ms", Long.class)
                    .withNamedParameter("subjects", String.class)
                    .withNamedParameter("tenants", String.class)
                    .withProjectionPushdown()
                    .withFunction(this)
                    .register(connection);
        }
    }

    @Override
    public Source bind(DuckDBTableFunctionBindInfo info) throws IOException {
        for (RecordColumn<R> column : columns) {
            info.addResultColumn(
                    column.name(), column.number() == null ? DuckDBColumnType.VARCHAR : DuckDBColumnType.BIGINT);
        }
        List<Path> roots = new ArrayList<>();
        for (String root : list(info.getParameter(0))) {
            roots.add(Path.of(root));
        }
        DuckDBValue from = parameter(info, "from_ms");
        DuckDBValue to = parameter(info, "to_ms");
        Scan scan = new Scan(
                from == null ? Long.MIN_VALUE : from.getLong(),
                to == null ? Long.MAX_VALUE : to.getLong(),
                Set.copyOf(list(parameter(info, "subjects"))),
                Set.copyOf(list(parameter(info, "tenants"))));
        return new Source(LedgerFiles.find(roots), scan);
    }

    /** The value of a named parameter, or null where the call does not give it; DuckDB throws for those. */
    private static @Nullable DuckDBValue parameter(DuckDBTableFunctionBindInfo info, String name) {
        try {
            DuckDBValue value = info.getNamedParameter(name);
            return value.isNull() ? null : value;
        } catch (DuckDBFunctions.FunctionException e) {
            return null;
        }
    }

    private static List<String> list(@Nullable DuckDBValue value) {
        String text = value == null ? "" : value.getString();
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR));
    }

    @Override
    public Part init(DuckDBTableFunctionInitInfo info) {
        Source source = info.getBindData();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < info.getColumnCount(); i++) {
            asked.add((int) info.getColumnIndex(i));
        }
        info.setMaxThreads(Math.max(1, source.files().size()));
        return new Part(new ConcurrentLinkedQueue<>(source.files()), source.scan(), asked);
    }

    @Override
    public Cursor<R> localInit(DuckDBTableFunctionInitInfo info) {
        return new Cursor<>(type, damage);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Part part = info.getInitData();
        Cursor<R> cursor = info.getLocalInitData();
        int rows = cursor.fill(part.files(), part.scan(), (int) chunk.capacity());
        for (int i = 0; i < part.columns().size(); i++) {
            write(chunk.vector(i), columns.get(part.columns().get(i)), cursor.records(), cursor.ledger());
        }
        return rows;
    }

    private void write(DuckDBWritableVector vector, RecordColumn<R> column, List<R> records, String ledger) {
        RecordColumn.Numeric<R> number = column.number();
        RecordColumn.Text<R> text = column.text();
        for (int row = 0; row < records.size(); row++) {
            if (number != null) {
                vector.setLong(row, number.of(records.get(row)));
            } else if (text != null) {
                String value = text.of(records.get(row), ledger);
                if (value == null) {
                    vector.setNull(row);
                } else {
                    vector.setString(row, value);
                }
            }
        }
    }
}
