package io.piitrace.ledger.spool;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.Definitions;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of definitions, also while it is written: remembers where each definition stands and reads it again when asked, so that the memory for a million
 * subjects is eight megabytes.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Failure.</b> The log ends before the first entry that is cut or whose checksum is wrong: a killed process can leave one.
 */
final class DefinitionReader implements Definitions, AutoCloseable {
    private static final int CHUNK_LENGTH = 1 << 16;
    private static final int MAX_ENTRY_LENGTH = 1 << 22;

    private final RandomAccessFile file;
    private final Places contexts = new Places(1);
    private final Places sites = new Places(Word.FIRST_SITE);
    private final Places subjects = new Places(1);
    private final ArrayDeque<Placed> notes = new ArrayDeque<>();
    private final Map<LossReason, Entry.Loss> losses = new EnumMap<>(LossReason.class);
    private final CRC32C crc = new CRC32C();
    private final long notesFrom;
    private byte[] chunk = new byte[CHUNK_LENGTH];
    private byte[] entry = new byte[160];
    private long offset;
    private @Nullable Origin origin;

    /** @param notesFrom notices before this offset were taken already */
    private DefinitionReader(RandomAccessFile file, long notesFrom) {
        this.file = file;
        this.notesFrom = notesFrom;
    }

    static DefinitionReader open(File directory, long notesFrom) throws IOException {
        DefinitionReader reader =
                new DefinitionReader(new RandomAccessFile(new File(directory, DefinitionLog.FILE), "r"), notesFrom);
        reader.refresh();
        return reader;
    }

    /** Reads the entries that were added. */
    void refresh() throws IOException {
        int length = fillChunk();
        while (length > 0) {
            int used = scan(length);
            if (used == 0 && !growChunk(length)) {
                return;
            }
            offset += used;
            length = fillChunk();
        }
    }

    /** Whether it has read everything before this offset. */
    boolean hasRead(long end) {
        return offset >= end;
    }

    @Nullable
    Origin origin() {
        return origin;
    }

    Entry.@Nullable Note nextNote() {
        Placed next = notes.poll();
        return next == null ? null : next.note;
    }

    boolean hasNotes() {
        return !notes.isEmpty();
    }

    /** Every notice before this offset was handed out. */
    long notedOffset() {
        Placed next = notes.peek();
        return next == null ? Math.max(offset, notesFrom) : next.place;
    }

    /** What the log itself says about losses so far. */
    Entry.@Nullable Loss loss(LossReason reason) {
        return losses.get(reason);
    }

    boolean defines(int site, long subject, int context) {
        return sites.has(site) && subjects.has(subject) && contexts.has(context);
    }

    boolean defines(int context) {
        return contexts.has(context);
    }

    /** The first number of a site that is not defined. */
    int endOfSites() {
        return (int) sites.end();
    }

    /** The first number of a subject that is not defined. */
    long endOfSubjects() {
        return subjects.end();
    }

    @Override
    public Context context(int id) {
        return Entry.context(entryAt(contexts.of(id)));
    }

    @Override
    public Site site(int id) {
        return Entry.site(entryAt(sites.of(id)));
    }

    @Override
    public Subject subject(int id) {
        return Entry.subject(entryAt(subjects.of(id)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int fillChunk() throws IOException {
        file.seek(offset);
        int length = 0;
        for (int read; length < chunk.length && (read = file.read(chunk, length, chunk.length - length)) > 0; ) {
            length += read;
        }
        return length;
    }

    /** True if the first entry is longer than the chunk, which was made longer. */
    private boolean growChunk(int length) {
        if (length < chunk.length || length > MAX_ENTRY_LENGTH) {
            return false;
        }
        chunk = new byte[length * 2];
        return true;
    }

    private int scan(int length) {
        int at = 0;
        while (length - at >= EntryOutput.HEADER_LENGTH) {
            int bodyLength = intAt(at);
            int body = at + EntryOutput.HEADER_LENGTH;
            if (bodyLength <= 0 || bodyLength > length - body || !isIntact(body, bodyLength)) {
                break;
            }
            take(offset + at, new EntryInput(chunk, body, bodyLength));
            at = body + bodyLength;
        }
        return at;
    }

    private boolean isIntact(int body, int bodyLength) {
        crc.reset();
        crc.update(chunk, body, bodyLength);
        return (int) crc.getValue() == intAt(body - Integer.BYTES);
    }

    private void take(long place, EntryInput in) {
        switch (in.type()) {
            case Entry.ORIGIN -> origin = Entry.origin(in);
            case Entry.CONTEXT -> contexts.add(in.number(), place);
            case Entry.SITE -> sites.add(in.number(), place);
            case Entry.SUBJECT -> subjects.add(in.number(), place);
            case Entry.NOTICE -> note(place, Entry.notice(in));
            case Entry.LOSS -> {
                Entry.Loss loss = Entry.loss(in);
                note(place, Entry.notice(loss, losses.put(loss.reason(), loss)));
            }
            default -> {} // of a later version: nothing that words refer to
        }
    }

    private void note(long place, Entry.Note note) {
        if (place >= notesFrom) {
            notes.add(new Placed(place, note));
        }
    }

    private EntryInput entryAt(long place) {
        try {
            file.seek(place);
            int length =
                    Math.max(0, file.read(entry)); // most entries with one call: a new file defines everybody again
            int end = EntryOutput.HEADER_LENGTH + intAt(entry, 0);
            if (end > entry.length) {
                entry = Arrays.copyOf(entry, end);
            }
            if (end > length) {
                file.readFully(entry, length, end - length);
            }
            EntryInput in = new EntryInput(entry, EntryOutput.HEADER_LENGTH, end - EntryOutput.HEADER_LENGTH);
            in.type();
            in.number();
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int intAt(int at) {
        return intAt(chunk, at);
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | ((bytes[at + 1] & 0xff) << 8)
                | ((bytes[at + 2] & 0xff) << 16)
                | ((bytes[at + 3] & 0xff) << 24);
    }

    private record Placed(long place, Entry.Note note) {}

    /** Offsets in the log by number. */
    private static final class Places {
        private final int first;
        private long[] offsets = new long[256];
        private int size;

        Places(int first) {
            this.first = first;
        }

        void add(long id, long place) {
            if (id != first + (long) size) {
                throw new IllegalStateException("definitions out of order: id=" + id + " expected=" + (first + size));
            }
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, size * 2);
            }
            offsets[size++] = place;
        }

        boolean has(long id) {
            return id >= first && id < end();
        }

        long end() {
            return first + (long) size;
        }

        long of(int id) {
            return offsets[id - first];
        }
    }
}
