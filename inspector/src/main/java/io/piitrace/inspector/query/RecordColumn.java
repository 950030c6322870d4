package io.piitrace.inspector.query;

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
}
