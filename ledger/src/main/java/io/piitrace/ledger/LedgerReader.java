package io.piitrace.ledger;

import io.piitrace.ledger.format.DictionaryIn;
import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.TenantKeys;
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
    private final RowsIn rows;
    private final Origin origin;

    private long expectedBlock;
    private long expectedSeq;
    private List<Notice> notices = List.of();
    private long firstSeq;
    private int records;
    private int index;
    private int row = -1;
    private int nextRun;
    private BlockContent.@Nullable Run run;
    private @Nullable DictionaryIn dictionary;
    private long unreadable;
    private @Nullable Zone zone;
    private int noticeIndex;
    private @Nullable Notice notice;

    private LedgerReader(Path file, BlockSource source, Scan scan, TenantKeys keys) {
        this.file = file;
        this.source = source;
        content = new BlockContent(source, scan, keys);
        rows = content.rows();
        origin = source.header().origin();
        expectedBlock = source.header().firstBlock();
        expectedSeq = source.header().firstSeq();
    }

    /** Opens a file, of whose encrypted records nothing will be read. */
    public static LedgerReader open(Path file, Scan scan) throws IOException {
        return open(file, scan, TenantKeys.NONE);
    }

    /** Opens a file. Encrypted records whose key is not among these are passed over, and counted by {@link #unreadable}. */
    public static LedgerReader open(Path file, Scan scan, TenantKeys keys) throws IOException {
        return new LedgerReader(file, BlockSource.open(file), scan, keys);
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
        if (index + 1 == nextNotice) {
            index++;
            notice = more ? notices.get(noticeIndex++) : null;
            return more;
        }
        notice = null;
        BlockContent.Run in = run;
        while (in == null || row + 1 >= in.end()) {
            in = nextRun();
        }
        if (!in.wanted()) {
            int passed = Math.min(in.end() - row - 1, nextNotice - index - 1);
            index += passed;
            row += passed;
            return false;
        }
        index++;
        row++;
        FileDictionary of = in.dictionary();
        return of != null && of.filter().matches(rows, row - in.begin());
    }

    private BlockContent.Run nextRun() throws IOException {
        if (nextRun == content.runs().size()) {
            throw new CorruptLedgerException(
                    "rows missing: block=" + source.block().number());
        }
        BlockContent.Run next = content.runs().get(nextRun++);
        run = next;
        dictionary = next.wanted() && zone != null ? content.read(zone, next) : null;
        unreadable += next.dictionary() == null ? next.rows() : 0;
        return next;
    }

    private boolean nextBlock() throws IOException {
        if (!source.next()) {
            return false;
        }
        Zone next = source.zone();
        if (source.block().number() != expectedBlock || next.firstSeq() != expectedSeq) {
            throw new CorruptLedgerException("block does not continue the one before: offset=" + source.offset()
                    + " expected=" + expectedBlock + "/" + expectedSeq + " found="
                    + source.block().number() + "/" + next.firstSeq());
        }
        expectedBlock++;
        expectedSeq += next.records();
        firstSeq = next.firstSeq();
        index = -1;
        row = -1;
        noticeIndex = 0;
        notices = List.of();
        records = 0;
        nextRun = 0;
        run = null;
        zone = next;
        content.open(next);
        if (content.anyWanted() || next.notices() > 0) {
            notices = content.notices(next);
            records = next.records();
        }
        return true;
    }

    /** How many encrypted records there were so far, as far as they were looked at, for which there is no key. */
    public long unreadable() {
        return unreadable;
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
        return rows.firsts[rowInRun()];
    }

    /** Of the present access. */
    public long lastMs() {
        return rows.lasts[rowInRun()];
    }

    /** Of the present access. */
    public long count() {
        return rows.counts[rowInRun()];
    }

    /** Of the present access; the same object for equal contexts of one file. */
    public Context context() throws IOException {
        return dictionary().context(rows.contexts[rowInRun()]);
    }

    /** Of the present access; the same object for equal sites of one file. */
    public Site site() throws IOException {
        return dictionary().site(rows.sites[rowInRun()]);
    }

    /** Of the present access; the same object for equal subjects of one file. */
    public Subject subject() throws IOException {
        return dictionary().subject(rows.subjects[rowInRun()]);
    }

    private int rowInRun() {
        return run == null ? row : row - run.begin();
    }

    private DictionaryIn dictionary() {
        if (dictionary == null) {
            throw new IllegalStateException("no access is present");
        }
        return dictionary;
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
