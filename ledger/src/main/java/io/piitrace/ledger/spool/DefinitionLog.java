package io.piitrace.ledger.spool;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.format.Limits;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Map;

/**
 * Writes the log of definitions and notices.
 *
 * <p>An entry is one write call on the file: once that returned, the entry is in the page cache and outlives the process. A {@link RandomAccessFile} rather
 * than a channel, which the interrupt of an application thread would close.
 *
 * <p><b>Threading.</b> Any thread; writers take turns.
 *
 * <p><b>Failure.</b> An entry that could not be written whole is overwritten by the next one, and its number is used again.
 */
final class DefinitionLog implements AutoCloseable {
    static final String FILE = "definitions";

    /** What is defined here and used by one batch has to find room in one block. */
    static final int MAX_LENGTH = Limits.SECTION_BYTES / 4 * 3;

    /** Taken whatever the bound on disk space is: who the spool is of, and that its JVM started. Without a spool nobody would delete old files. */
    private static final int FIRST_BYTES = 4096;

    private static final long RETRY_NS = 10_000_000;
    /** Losses are few and short. */
    private static final int MAX_LENGTH_WITH_LOSSES = MAX_LENGTH + (1 << 20);

    private final RandomAccessFile file;
    private final DiskRoom room;
    private volatile long length;
    private volatile boolean broken;
    private volatile long brokenNs;
    private boolean ended;
    private int contexts;
    private volatile int sites = Word.FIRST_SITE - 1;
    private volatile int subjects;

    private DefinitionLog(RandomAccessFile file, DiskRoom room) {
        this.file = file;
        this.room = room;
    }

    static DefinitionLog create(File directory, Origin origin, DiskRoom room) throws IOException {
        DefinitionLog log = new DefinitionLog(new RandomAccessFile(new File(directory, FILE), "rw"), room);
        log.append(Entry.origin(origin), room);
        return log;
    }

    synchronized int context(Context context) throws IOException {
        append(Entry.context(contexts + 1, context), room);
        return ++contexts;
    }

    synchronized int site(Site site) throws IOException {
        int id = sites + 1;
        append(Entry.site(id, site), room);
        sites = id;
        return id;
    }

    synchronized int subject(Subject subject) throws IOException {
        int id = subjects + 1;
        append(Entry.subject(id, subject), room);
        subjects = id;
        return id;
    }

    synchronized void notice(NoticeType type, long timeMs, Map<String, String> attributes) throws IOException {
        append(Entry.notice(type, timeMs, attributes), room.forNotices());
    }

    synchronized void loss(Entry.Loss loss) throws IOException {
        append(Entry.loss(loss), room.forNotices(), MAX_LENGTH_WITH_LOSSES);
    }

    long length() {
        return length;
    }

    /** Whether the last entry could not be written. */
    boolean isBroken() {
        return broken;
    }

    /** Whether that was just now, so that it makes no sense to try again for every access. */
    boolean isRefusing() {
        return broken && System.nanoTime() - brokenNs < RETRY_NS;
    }

    int sites() {
        return sites;
    }

    int subjects() {
        return subjects;
    }

    private void append(EntryOutput entry, DiskRoom in) throws IOException {
        append(entry, in, MAX_LENGTH);
    }

    private synchronized void append(EntryOutput entry, DiskRoom in, int maxLength) throws IOException {
        if (ended) {
            throw new IOException("the spool has ended");
        }
        byte[] bytes = entry.finish();
        long at = length;
        if (at + bytes.length > maxLength) {
            throw new IOException("spool has too many definitions: bytes=" + at);
        }
        DiskRoom from = at < FIRST_BYTES ? room.anyway() : in;
        from.take(bytes.length);
        try {
            file.seek(at);
            file.write(bytes);
            broken = false;
        } catch (IOException e) {
            brokenNs = System.nanoTime();
            broken = true;
            throw e;
        } finally {
            from.written(bytes.length);
        }
        length = at + bytes.length;
    }

    /** Takes nothing any more. */
    synchronized void end() {
        ended = true;
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
