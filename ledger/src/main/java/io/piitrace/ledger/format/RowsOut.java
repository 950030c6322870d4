package io.piitrace.ledger.format;

/**
 * The access records of one block while they are written, column by column.
 *
 * <p><b>Layout.</b> docs/format.md, section 9.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class RowsOut {
    private final Column contexts = new Column();
    private final Column sites = new Column();
    private final Column subjects = new Column();
    private final Column firsts = new Column();
    private final Column durations = new Column();
    private final Column counts = new Column();
    private final Column[] all = {contexts, sites, subjects, firsts, durations, counts};
    private int[] rowSites = {};
    private final Prediction successors = new Prediction();
    private final Prediction lastCounts = new Prediction();
    private long minMs;
    private int rows;
    private int previousSite;

    /** Begins a block of so many rows, none of them before {@code minMs}. */
    public void begin(int count, long minMs) {
        for (int row = 0; row < rows; row++) {
            successors.put(rowSites[row], 0);
            lastCounts.put(rowSites[row], 0);
        }
        successors.put(0, 0);
        for (Column column : all) {
            column.clear();
            column.reserve(count);
        }
        if (count > rowSites.length) {
            rowSites = new int[count];
        }
        this.minMs = minMs;
        rows = 0;
        previousSite = 0;
    }

    public void add(int context, int site, int subject, long firstMs, long durationMs, long count) {
        contexts.add(context);
        sites.add(site - (long) successors.get(previousSite));
        successors.put(previousSite, site);
        subjects.add(subject);
        firsts.add(firstMs - minMs);
        durations.add(durationMs);
        counts.add(count - 1 - lastCounts.get(site));
        lastCounts.put(site, (int) (count - 1));
        previousSite = site;
        rowSites[rows++] = site;
    }

    public void write(ByteOut section) {
        for (Column column : all) {
            column.write(section);
        }
    }
}
