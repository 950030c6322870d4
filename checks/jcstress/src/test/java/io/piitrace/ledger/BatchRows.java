package io.piitrace.ledger;

/** What stands in a batch, for tests that append it to nothing. */
public final class BatchRows {
    /** Takes one row. */
    @FunctionalInterface
    public interface Taker {
        void row(int context, int subject, long count);
    }

    private BatchRows() {}

    public static void each(Batch batch, Taker to) {
        for (int row = 0; row < batch.accesses; row++) {
            to.row(batch.contexts[row], batch.subjects[row], batch.counts[row]);
        }
    }
}
