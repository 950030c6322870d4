package io.piitrace.ledger;

import java.util.ArrayList;
import java.util.List;

/** The access rows of a batch: context, site, subject, first and last time, count. */
public final class BatchRows {
    private BatchRows() {}

    public static List<List<Long>> of(Batch batch) {
        List<List<Long>> rows = new ArrayList<>();
        for (int row = 0; row < batch.accesses; row++) {
            rows.add(List.of(
                    (long) batch.contexts[row],
                    (long) batch.sites[row],
                    (long) batch.subjects[row],
                    batch.firsts[row],
                    batch.lasts[row],
                    batch.counts[row]));
        }
        return rows;
    }
}
