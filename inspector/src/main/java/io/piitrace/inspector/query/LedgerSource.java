package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBValue;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a table function over ledgers reads: {@code from name('DIR', from_ms=…, to_ms=…, subjects='…', tenants='…')}.
 *
 * <p>(DuckDB hands no filter of a {@code where} to a function in Java: hence the parameters.)
 */
record LedgerSource(List<Path> files, Scan scan) {
    /** Stands between the elements of a parameter that is a list. */
    static final String SEPARATOR = "\n";

    /**
     * The files that no thread has taken yet.
     *
     * @param columns indexes of the columns that are asked for
     */
    record Part(Queue<Path> files, Scan scan, List<Integer> columns) {}

    LedgerSource {
        files = List.copyOf(files);
    }

    /** Registers a table function with the parameters of this record. */
    static void register(Connection connection, String name, boolean projection, DuckDBTableFunction<?, ?, ?> function)
            throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name)
                    .withParameter(String.class)
                    .withNamedParameter("from_ms", Long.class)
                    .withNamedParameter("to_ms", Long.class)
                    .withNamedParameter("subjects", String.class)
                    .withNamedParameter("tenants", String.class)
                    .withFunction(function);
            if (projection) {
                builder.withProjectionPushdown();
            }
            builder.register(connection);
        }
    }

    static LedgerSource of(DuckDBTableFunctionBindInfo info) throws IOException {
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
        return new LedgerSource(LedgerFiles.find(roots), scan);
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
}
