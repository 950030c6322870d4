package io.piitrace.ledger.spool;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
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

    private final RandomAccessFile file;
    private final DiskRoom room;
    private volatile long length;
    private int contexts;
    private volatile int sites = Word.FIRST_SITE - 1;
    private volatile int subjects;

    private DefinitionLog(RandomAccessFile file, DiskRoom room) {
        this.file = file;
        this.room = room;
    }

    static DefinitionLog create(File directory, Origin origin, DiskRoom room) throws IOException {
        DefinitionLog log = new DefinitionLog(new RandomAccessFile(new File(directory, FILE), "rw"), room);
        log.append(Entry.origin(origin));
        return log;
    }

    synchronized int context(Context context) throws IOException {
        append(Entry.context(contexts + 1, context));
        return ++contexts;
    }

    synchronized int site(Site site) throws IOException {
        int id = sites + 1;
        append(Entry.site(id, site));
        sites = id;
        return id;
    }

    synchronized int subject(Subject subject) throws IOException {
        int id = subjects + 1;
        append(Entry.subject(id, subject));
        subjects = id;
        return id;
    }

    synchronized void notice(NoticeType type, long timeMs, Map<String, String> attributes) throws IOException {
        append(Entry.notice(type, timeMs, attributes));
    }

    synchronized void loss(Entry.Loss loss) throws IOException {
        append(Entry.loss(loss));
    }

    long length() {
        return length;
    }

    int sites() {
        return sites;
    }

    int subjects() {
        return subjects;
    }

    private synchronized void append(EntryOutput entry) throws IOException {
        byte[] bytes = entry.finish();
        long at = length;
        room.take(bytes.length);
        try {
            file.seek(at);
            file.write(bytes);
        } finally {
            room.written(bytes.length);
        }
        length = at + bytes.length;
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
