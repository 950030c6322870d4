package io.piitrace.ledger;

import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.Zone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one ledger file in order, and leaves out whole blocks that hold nothing of what is asked for. It does not verify the hash chain.
 *
 * <p>Either ask for {@link #next} records, or {@link #advance} and ask for single values of the present one, which makes no objects.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Failure.</b> Bytes that are not what the format says end in a {@link CorruptLedgerException} and in nothing else. An incomplete block at the end
 * of the file, as a crash leaves it, is the end of the file; asked again later, a reader finds what was appended since.
 */
public final class LedgerReader implements AutoCloseable {
    private final Path file;
    private final BlockSource source;
    private final BlockContent content;
    private final RowFilter filter;
    private final RowsIn rows;
    private final Origin origin;

    private long expectedBlock;
    private long expectedSeq;
    private List<Notice> notices = List.of();
    private long firstSeq;
    private int records;
    private boolean rowsWanted;
    private int index;
    private int row = -1;
    private int noticeIndex;
    private @Nullable Notice notice;

    private LedgerReader(Path file, BlockSource source, Scan scan) {
        this.file = file;
        this.source = source;
        content = new BlockContent(source);
        rows = content.rows();
        filter = new RowFilter(scan, content.dictionary());
        origin = source.header().origin();
        expectedBlock = source.header().firstBlock();
        expectedSeq = source.header().firstSeq();
    }

    public static LedgerReader open(Path file, Scan scan) throws IOException {
        return new LedgerReader(file, BlockSource.open(file), scan);
    }

    /** The next record, or null after the last one. */
    public @Nullable LedgerRecord next() throws IOException {
        if (!advance()) {
            return null;
        }
        return notice != null
                ? notice
                : new AccessRecord(seq(), firstMs(), lastMs(), count(), origin, context(), subject(), site());
    }

    /** Moves to the next record; false after the last one. */
    public boolean advance() throws IOException {
        try {
            while (true) {
                if (index + 1 < records) {
                    if (step()) {
                        return true;
                    }
                } else if (!nextBlock()) {
                    return false;
                }
            }
        } catch (CorruptLedgerException e) {
            throw new CorruptLedgerException(file + ": " + e.getMessage());
        }
    }

    private boolean step() throws IOException {
        boolean more = noticeIndex < notices.size();
        int nextNotice = more ? (int) (notices.get(noticeIndex).seq() - firstSeq) : records;
        index = rowsWanted ? index + 1 : nextNotice;
        if (index == nextNotice) {
            notice = more ? notices.get(noticeIndex++) : null;
            return more;
        }
        notice = null;
        row++;
        return filter.matches(rows, row);
    }

    private boolean nextBlock() throws IOException {
        if (!source.next()) {
            return false;
        }
        Zone zone = source.zone();
        if (source.block().number() != expectedBlock || zone.firstSeq() != expectedSeq) {
            throw new CorruptLedgerException("block does not continue the one before: offset=" + source.offset()
                    + " expected=" + expectedBlock + "/" + expectedSeq + " found="
                    + source.block().number() + "/" + zone.firstSeq());
        }
        expectedBlock++;
        expectedSeq += zone.records();
        firstSeq = zone.firstSeq();
        index = -1;
        row = -1;
        noticeIndex = 0;
        notices = List.of();
        records = 0;
        content.announce(zone);
        rowsWanted = zone.rows() > 0 && filter.wants(zone);
        if (rowsWanted || zone.notices() > 0) {
            notices = content.read(zone, rowsWanted, rowsWanted);
            records = zone.records();
        }
        return true;
    }

    /** The present record, if it is a notice; null if it is an access. */
    public @Nullable Notice notice() {
        return notice;
    }

    public long seq() {
        return firstSeq + index;
    }

    /** Of the present access. */
    public long firstMs() {
        return rows.firsts[row];
    }

    /** Of the present access. */
    public long lastMs() {
        return rows.lasts[row];
    }

    /** Of the present access. */
    public long count() {
        return rows.counts[row];
    }

    /** Of the present access; the same object for equal contexts of one file. */
    public Context context() throws IOException {
        return content.dictionary().context(rows.contexts[row]);
    }

    /** Of the present access; the same object for equal sites of one file. */
    public Site site() throws IOException {
        return content.dictionary().site(rows.sites[row]);
    }

    /** Of the present access; the same object for equal subjects of one file. */
    public Subject subject() throws IOException {
        return content.dictionary().subject(rows.subjects[row]);
    }

    /** The JVM that wrote this file. */
    public Origin origin() {
        return origin;
    }

    /** Id of the ledger to which the file belongs, 32 hexadecimal digits. */
    public String ledger() {
        return source.header().ledgerId();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
