package io.piitrace.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records on their way into one block, as columns of numbers. Filled, appended, cleared, and filled again; the order of insertion is the order of
 * {@code seq}.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class Batch {
    /** More records than this do not go into one block; whoever fills a batch appends it before. */
    public static final int MAX_RECORDS = 1 << 17;

    int[] contexts = new int[1024];
    int[] sites = new int[1024];
    int[] subjects = new int[1024];
    long[] firsts = new long[1024];
    long[] lasts = new long[1024];
    long[] counts = new long[1024];
    int accesses;
    final List<NoticeEntry> notices = new ArrayList<>();
    final Map<SpoolPosition.Key, SpoolPosition> positions = new LinkedHashMap<>();

    /** Adds an access; the ids are those of the {@link Definitions} with which the batch will be appended. */
    public void access(int contextId, int siteId, int subjectId, long firstMs, long lastMs, long count) {
        int row = accesses;
        if (row == contexts.length) {
            grow();
        }
        contexts[row] = contextId;
        sites[row] = siteId;
        subjects[row] = subjectId;
        firsts[row] = firstMs;
        lasts[row] = lastMs;
        counts[row] = count;
        accesses = row + 1;
        checkSize();
    }

    public void notice(NoticeType type, long timeMs, Map<String, String> attributes) {
        notices.add(new NoticeEntry(
                recordCount(), type, timeMs, Collections.unmodifiableMap(new LinkedHashMap<>(attributes))));
        checkSize();
    }

    /** Tells how far the records of this batch, and all before it, reach into one ring of a spool. The last one for a ring counts. */
    public void position(SpoolPosition position) {
        positions.put(position.key(), position);
    }

    public void clear() {
        accesses = 0;
        notices.clear();
        positions.clear();
    }

    public int recordCount() {
        return accesses + notices.size();
    }

    public boolean isEmpty() {
        return recordCount() == 0 && positions.isEmpty();
    }

    private void checkSize() {
        if (recordCount() > MAX_RECORDS) {
            throw new IllegalStateException("batch is full: records=" + recordCount() + " limit=" + MAX_RECORDS);
        }
    }

    private void grow() {
        int length = Math.min(MAX_RECORDS + 1, contexts.length * 2);
        contexts = Arrays.copyOf(contexts, length);
        sites = Arrays.copyOf(sites, length);
        subjects = Arrays.copyOf(subjects, length);
        firsts = Arrays.copyOf(firsts, length);
        lasts = Arrays.copyOf(lasts, length);
        counts = Arrays.copyOf(counts, length);
    }

    /** A notice and its place among the records of the batch. */
    record NoticeEntry(int index, NoticeType type, long timeMs, Map<String, String> attributes) {}
}
