package io.piitrace.ledger.format;

/**
 * The access records of one block while they are written, column by column.
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

    /** Begins a block of so many rows, none of them before {@code minMs}. */
    public void begin(int rows, long minMs) {
        for (Column column : new Column[] {contexts, sites, subjects, firsts, durations, counts}) {
            column.clear(0);
            column.reserve(rows);
        }
        firsts.clear(minMs);
    }

    public void add(int context, int site, int subject, long firstMs, long durationMs, long count) {
        contexts.delta(context);
        sites.delta(site);
        subjects.delta(subject);
        firsts.delta(firstMs);
        durations.plain(durationMs);
        counts.plain(count - 1);
    }

    public void write(ByteOut section) {
        contexts.write(section);
        sites.write(section);
        subjects.write(section);
        firsts.write(section);
        durations.write(section);
        counts.write(section);
    }
}
