package io.piitrace.inspector.query;

import java.util.List;
import java.util.function.Function;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table of records: its name, and where its value comes from. Exactly one of {@code number} and {@code text} is there.
 *
 * @param <R> type of the records
 */
record RecordColumn<R>(
        String name, @Nullable Numeric<R> number, @Nullable Text<R> text) {
    /** A value that is always there. */
    @FunctionalInterface
    interface Numeric<R> {
        long of(R row);
    }

    /** A value that may be absent. */
    @FunctionalInterface
    interface Text<R> {
        @Nullable
        String of(R row, String ledger);
    }

    static <R> RecordColumn<R> number(String name, Numeric<R> number) {
        return new RecordColumn<>(name, number, null);
    }

    static <R> RecordColumn<R> text(String name, Text<R> text) {
        return new RecordColumn<>(name, null, text);
    }

    /** The same column of something that contains such a row. */
    <C> RecordColumn<C> within(Function<C, R> part) {
        Text<R> inner = text;
        if (inner == null) {
            throw new IllegalStateException("not a text: " + name);
        }
        return text(name, (row, ledger) -> inner.of(part.apply(row), ledger));
    }

    /** Writes the value of every row. */
    void write(DuckDBWritableVector vector, List<R> rows, String ledger) {
        for (int row = 0; row < rows.size(); row++) {
            if (number != null) {
                vector.setLong(row, number.of(rows.get(row)));
            } else if (text != null) {
                String value = text.of(rows.get(row), ledger);
                if (value == null) {
                    vector.setNull(row);
                } else {
                    vector.setString(row, value);
                }
            }
        }
    }
}
