package io.piitrace.inspector.query;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of values under named columns. A value is a {@link String}, a {@link Long}, a {@link Double}, a {@link Boolean}, an {@link Instant}, or absent.
 *
 * @param columns names in the form of SQL, {@code purpose_source}
 */
public record Table(List<String> columns, List<List<@Nullable Object>> rows) {
    public static final Table EMPTY = new Table(List.of(), List.of());

    public Table {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    public @Nullable Object value(int row, String column) {
        return rows.get(row).get(index(column));
    }

    /** The text in this place, empty where it is absent. */
    public String text(int row, String column) {
        Object value = value(row, column);
        return value == null ? "" : value.toString();
    }

    /** The number in this place, 0 where it is absent. */
    public long number(int row, String column) {
        return value(row, column) instanceof Number number ? number.longValue() : 0;
    }

    public @Nullable Instant time(int row, String column) {
        return value(row, column) instanceof Instant time ? time : null;
    }

    /** The first rows only. */
    public Table top(int limit) {
        return rows.size() <= limit ? this : new Table(columns, rows.subList(0, limit));
    }

    /** The sum of a column of numbers. */
    public long sum(String column) {
        long sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            sum += number(row, column);
        }
        return sum;
    }

    private int index(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no such column: column=" + column + " columns=" + columns);
        }
        return index;
    }
}
