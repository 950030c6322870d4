package io.piitrace.inspector.query;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.Vocabulary;
import io.piitrace.ledger.seal.TenantKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory, over JDBC, in which ledgers are the views {@code access} and {@code notice} and the vocabulary is a few small tables. Nothing is
 * imported: a question reads the ledgers as it runs.
 *
 * <p><b>Threading.</b> One thread asks.
 *
 * <p><b>Failure.</b> SQL cannot reach files: external access is off, and the configuration is locked, once the views stand.
 */
final class Engine implements AutoCloseable {
    private final Connection connection;
    private String arguments = "";

    private Engine(Connection connection) {
        this.connection = connection;
    }

    static Engine open(List<Path> roots, Scope scope, TenantKeys keys, Damage damage) {
        Connection connection = connect();
        Engine engine = new Engine(connection);
        try {
            new RecordTable<>(AccessRecord.class, RecordColumns.ACCESSES, keys, damage)
                    .register(connection, "ledger_accesses");
            new RecordTable<>(Notice.class, RecordColumns.NOTICES, keys, damage).register(connection, "ledger_notices");
            Dimensions dimensions = new Dimensions();
            LedgerSource.register(connection, "ledger_facts", false, new FactTable(dimensions, keys, damage));
            new ValueTable<>(dimensions.sources::values, RecordColumns.SOURCE).register(connection, "fact_sources");
            new ValueTable<>(dimensions.contexts::values, RecordColumns.CONTEXT).register(connection, "fact_contexts");
            new ValueTable<>(dimensions.sites::values, RecordColumns.SITE).register(connection, "fact_sites");
            new ValueTable<>(dimensions.subjects::values, RecordColumns.SUBJECT).register(connection, "fact_subjects");
            engine.run(Question.named("schema").sql());
            engine.vocabulary(Vocabulary.standard());
            engine.look(roots, scope);
            engine.run("set enable_external_access = false");
            engine.run("set lock_configuration = true");
            return engine;
        } catch (SQLException e) {
            engine.close();
            throw new IllegalStateException("engine does not start: " + firstLine(e), e);
        }
    }

    private static Connection connect() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException | LinkageError | IllegalStateException e) {
            throw new InputException(
                    "the query engine's native library cannot be unpacked to or loaded from "
                            + System.getProperty("java.io.tmpdir")
                            + " (give another directory with -Djava.io.tmpdir=DIR): " + firstLine(e),
                    e);
        }
    }

    /** Points the views at these ledgers, and at this much of them. */
    void look(List<Path> roots, Scope scope) throws SQLException {
        arguments = literal(roots.stream().map(Path::toString).collect(Collectors.joining(LedgerSource.SEPARATOR)))
                + (scope.from() == null ? "" : ", since_ms := " + scope.from().toEpochMilli())
                + (scope.to() == null ? "" : ", until_ms := " + scope.to().toEpochMilli())
                + list("about", scope.subjects())
                + list("under", scope.tenants());
        run("create or replace view access as select * from accesses(" + arguments + ")");
        run("create or replace view notice as select * from notices(" + arguments + ")");
    }

    /** Reads the ledgers once into a table, for commands that ask many questions. */
    void keep() {
        try {
            run("create or replace table fact as select * from facts(" + arguments + ")");
            run(Question.named("kept").sql());
        } catch (SQLException e) {
            throw new IllegalStateException(firstLine(e), e);
        }
    }

    /** Puts these rows, and no others, into a small table of texts. */
    void fill(String table, List<List<String>> rows) {
        try {
            run("delete from " + table);
            for (List<String> row : rows) {
                run("insert into " + table + " values ("
                        + row.stream().map(Engine::literal).collect(Collectors.joining(", ")) + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("table=" + table + ": " + firstLine(e), e);
        }
    }

    Table ask(String name, Map<String, ?> parameters) {
        Question question = Question.named(name);
        try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
            for (int i = 0; i < question.parameters().size(); i++) {
                String parameter = question.parameters().get(i);
                if (!parameters.containsKey(parameter)) {
                    throw new IllegalArgumentException("no value: question=" + name + " parameter=" + parameter);
                }
                statement.setObject(i + 1, parameters.get(parameter));
            }
            try (ResultSet result = statement.executeQuery()) {
                return table(result);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("question=" + name + ": " + firstLine(e), e);
        }
    }

    private static Table table(ResultSet result) throws SQLException {
        List<String> columns = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        for (int i = 1; i <= width; i++) {
            columns.add(result.getMetaData().getColumnLabel(i));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>(width);
            for (int i = 1; i <= width; i++) {
                row.add(value(result, i));
            }
            rows.add(row);
        }
        return new Table(columns, rows);
    }

    private static @Nullable Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof java.sql.Timestamp) {
            LocalDateTime time = result.getObject(column, LocalDateTime.class);
            return time.toInstant(ZoneOffset.UTC);
        }
        if (value instanceof Double || value instanceof Boolean || value == null) {
            return value;
        }
        return value instanceof Number number ? (Object) number.longValue() : value.toString();
    }

    private void vocabulary(Vocabulary vocabulary) throws SQLException {
        String categories = vocabulary.categories().stream()
                .map(category -> "(" + literal(category.code()) + ", "
                        + literal(category.sensitivity().name().toLowerCase(java.util.Locale.ROOT)) + ")")
                .collect(Collectors.joining(", "));
        run("insert into vocabulary_category values " + categories);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String list(String name, java.util.Set<String> values) {
        return values.isEmpty() ? "" : ", " + name + " := " + literal(String.join(LedgerSource.SEPARATOR, values));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(firstLine(e), e);
        }
    }
}
