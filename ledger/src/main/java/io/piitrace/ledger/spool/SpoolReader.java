package io.piitrace.ledger.spool;

import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.Definitions;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.SpoolPosition;
import io.piitrace.ledger.Subject;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a spool into batches for the ledger. The drain of a living JVM and recovery after its death read with the same code, from the position that stands in the
 * ledger.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class SpoolReader implements Definitions, AutoCloseable {
    private static final int DEFINITIONS = -1;
    /** Words: four kilobytes, which stay in the nearest cache. */
    private static final int CHUNK = 512;

    private final String run;
    private final File directory;
    private final Map<SpoolPosition.Key, SpoolPosition> from;
    private final DefinitionReader definitions;
    private final List<RingReader> rings = new ArrayList<>();
    private final List<CountReader> tables = new ArrayList<>();
    private final Coalescer coalescer = new Coalescer();
    private final long[] chunk = new long[CHUNK];
    private int segments;
    private long unreadable;

    private SpoolReader(
            String run, File directory, Map<SpoolPosition.Key, SpoolPosition> from, DefinitionReader definitions) {
        this.run = run;
        this.directory = directory;
        this.from = from;
        this.definitions = definitions;
    }

    /**
     * Opens a spool.
     *
     * @param from how far each ring is in the ledger already; a ring that is not named begins at its beginning
     */
    public static SpoolReader open(File directory, String run, Map<SpoolPosition.Key, SpoolPosition> from)
            throws IOException {
        SpoolPosition noted = from.get(new SpoolPosition.Key(run, DEFINITIONS));
        DefinitionReader definitions = DefinitionReader.open(directory, noted == null ? 0 : noted.words());
        return new SpoolReader(run, directory, from, definitions);
    }

    public @Nullable Origin origin() {
        return definitions.origin();
    }

    /**
     * Looks for segments that were added.
     *
     * @param known how many there are, -1 to look at the disk
     */
    public void refresh(int known) throws IOException {
        while (known < 0 ? Segment.file(directory, segments + 1).isFile() : segments < known) {
            List<RingReader> readers = Segment.open(Segment.file(directory, segments + 1), rings.size());
            if (readers == null) {
                return;
            }
            int first = rings.size();
            for (RingReader reader : readers) {
                SpoolPosition start = from.get(new SpoolPosition.Key(run, reader.ring()));
                if (start != null) {
                    reader.startFrom(start);
                }
                rings.add(reader);
            }
            for (CountTable table : CountTable.open(
                    CountTable.file(directory, segments + 1),
                    readers.size(),
                    readers.get(0).shift())) {
                SpoolPosition.Key key = new SpoolPosition.Key(run, CountReader.key(first));
                tables.add(new CountReader(first++, table, from.get(key)));
            }
            segments++;
        }
    }

    /** Reads what is there, until a batch is full. */
    public void read() throws IOException {
        read(false);
    }

    /**
     * Reads about half a ring of each, until a batch is full: what was read has to be in the ledger before there is room for more, so that whoever reads a ring to its end
     * while it is being written does so until it is full.
     *
     * @return whether that was all there is
     */
    public boolean readPart() throws IOException {
        return read(true);
    }

    private boolean read(boolean part) throws IOException {
        boolean all = true;
        definitions.refresh();
        for (RingReader ring : rings) {
            long most = part ? 1L << (ring.shift() - 1) : Long.MAX_VALUE - ring.position();
            all &= ring.read(definitions, coalescer, chunk, most);
            unreadable += ring.takeUnreadable();
        }
        for (CountReader table : tables) {
            table.read(definitions, coalescer);
            unreadable += table.takeUnreadable();
        }
        return all && !coalescer.isFull();
    }

    /** How many batches suffice for all that the rings can hold at once. */
    public long batches() {
        long words = 0;
        for (RingReader ring : rings) {
            words += 1L << ring.shift();
        }
        return 2 + 2 * (words / Coalescer.MAX_RECORDS);
    }

    /** Whether there is anything that a batch could hold. */
    public boolean hasRecords() {
        return coalescer.size() > 0 || definitions.hasNotes() || unreadable > 0;
    }

    /** How many accesses named something that is not defined; the next batch says so. */
    long unreadable() {
        return unreadable;
    }

    /** How many accesses were read and not yet moved to a batch. */
    public long accesses() {
        return coalescer.accesses();
    }

    /**
     * Moves what was read to a batch: notices first, then what could not be read, as lost, then accesses, and how far that reaches.
     *
     * @return how many access records
     */
    public int moveTo(Batch batch) {
        int records = coalescer.size();
        for (Entry.Note note;
                batch.recordCount() < Coalescer.MAX_RECORDS - 1 && (note = definitions.nextNote()) != null; ) {
            batch.notice(note.type(), note.timeMs(), note.attributes());
        }
        if (unreadable > 0) {
            long nowMs = System.currentTimeMillis();
            Entry.Note note = Entry.notice(new Entry.Loss(LossReason.UNREADABLE, unreadable, nowMs, nowMs), null);
            batch.notice(note.type(), note.timeMs(), note.attributes());
            unreadable = 0;
        }
        coalescer.moveTo(batch);
        batch.position(new SpoolPosition(run, DEFINITIONS, definitions.notedOffset(), 0, 0));
        for (RingReader ring : rings) {
            if (ring.takeMoved()) {
                batch.position(ring.position(run));
            }
        }
        for (CountReader table : tables) {
            SpoolPosition position = table.position(run);
            if (position != null) {
                batch.position(position);
            }
        }
        return records;
    }

    /** Told when the batch has become a block. For recovery; the drain tells its spool. */
    void appended() {
        tables.forEach(CountReader::appended);
    }

    /** Whether everything that the owners of this ring have counted is in the ledger. */
    boolean isCounted(int ring) {
        return ring >= tables.size() || tables.get(ring).isSealed();
    }

    List<CountReader> tables() {
        return tables;
    }

    List<RingReader> rings() {
        return rings;
    }

    DefinitionReader definitions() {
        return definitions;
    }

    @Override
    public Context context(int id) {
        return definitions.context(id);
    }

    @Override
    public Site site(int id) {
        return definitions.site(id);
    }

    @Override
    public Subject subject(int id) {
        return definitions.subject(id);
    }

    @Override
    public void close() throws IOException {
        definitions.close();
    }
}
