package io.piitrace.ledger.spool;

import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spool of this JVM, as the side that writes it sees it.
 *
 * <p><b>Threading.</b> Any thread defines, notes and acquires rings. A ring has one owner at a time.
 *
 * <p><b>Guarantees.</b> What a returned call wrote outlives the process. A number is defined before a word with it can be written, because only a returned
 * definition tells the number.
 *
 * <p><b>Failure.</b> {@link IOException} when the disk is full or the directory is gone; the spool stays usable.
 */
public final class Spool {
    private final int number;
    private final SpoolFiles files;
    private final DefinitionLog definitions;
    private final Losses losses;
    private final Segments segments;
    private final Map<LossReason, Entry.Loss> noted = new EnumMap<>(LossReason.class);
    private final Object forcing = new Object();
    private int forced;
    private boolean ended;

    private Spool(int number, SpoolFiles files, DefinitionLog definitions, Losses losses, Segments segments) {
        this.number = number;
        this.files = files;
        this.definitions = definitions;
        this.losses = losses;
        this.segments = segments;
    }

    /**
     * Makes a spool and holds its lock until it is deleted or the process ends.
     *
     * @param root the directory of all spools
     * @param number its number within this JVM, from 1
     * @param room what definitions and rings take their bytes from
     */
    public static Spool create(File root, String run, int number, Origin origin, RingSizes sizes, DiskRoom room)
            throws IOException {
        SpoolFiles files = SpoolFiles.create(root, run);
        try {
            DefinitionLog definitions = DefinitionLog.create(files.directory(), origin, room);
            Losses losses = Losses.create(files.directory());
            files.publish();
            Segments segments = new Segments(files.directory(), sizes, room);
            return new Spool(number, files, definitions, losses, segments);
        } catch (IOException | RuntimeException e) {
            files.delete();
            throw e;
        }
    }

    public int number() {
        return number;
    }

    public String run() {
        return files.run();
    }

    public File directory() {
        return files.directory();
    }

    public int define(Context context) throws IOException {
        return definitions.context(context);
    }

    public int define(Site site) throws IOException {
        return definitions.site(site);
    }

    public int define(Subject subject) throws IOException {
        return definitions.subject(subject);
    }

    public void notice(NoticeType type, long timeMs, Map<String, String> attributes) throws IOException {
        definitions.notice(type, timeMs, attributes);
    }

    public Losses losses() {
        return losses;
    }

    /** Size of the log of definitions. */
    public long definitionLength() {
        return definitions.length();
    }

    /** Whether it did not take the last definition or notice. */
    public boolean isBroken() {
        return definitions.isBroken();
    }

    /** Whether that was just now, so that it makes no sense to define something. */
    public boolean isRefusing() {
        return definitions.isRefusing();
    }

    /** How many sites can still be defined. */
    public int sitesLeft() {
        return Word.MAX_SITE - definitions.sites();
    }

    public int subjects() {
        return definitions.subjects();
    }

    /**
     * A ring for a thread, of the first size: a recycled one, or one of a new segment.
     *
     * @param owner null where it belongs to a carrier that is not known
     * @param holder what the thread keeps as long as it writes the ring; the ring is free once this is garbage
     * @return null if there are too many already
     * @throws IOException also if the spool has ended
     */
    public synchronized @Nullable RingSlot acquire(@Nullable Thread owner, Object holder) throws IOException {
        if (ended) {
            throw new IOException("the spool has ended: " + files.directory());
        }
        RingSlot found = owner == null ? null : segments.ofThread(owner);
        if (found == null) {
            found = segments.free();
        }
        if (found != null) {
            found.own(owner, holder);
        }
        return found;
    }

    /**
     * A ring of the next size, for the owner of this one, who releases this one then.
     *
     * @return null if there is none
     */
    public synchronized @Nullable RingSlot larger(RingSlot than, @Nullable Thread owner, Object holder) {
        try {
            RingSlot found = ended ? null : segments.larger(than);
            if (found != null) {
                found.own(owner, holder);
            }
            return found;
        } catch (IOException thereIsNoRoomForIt) {
            return null;
        }
    }

    /** Whether this ring is of the size that every thread begins with. */
    public boolean isOfFirstSize(RingSlot slot) {
        return segments.isOfFirstSize(slot);
    }

    /** Makes the first rings before anybody asks for one. */
    synchronized void addRings() throws IOException {
        segments.free();
    }

    /** Told by the drain: the positions of this reader are in the ledger. */
    public void sealed(SpoolReader reader) {
        for (RingReader ring : reader.rings()) {
            segments.slot(ring.ring()).publishHead(ring.position());
        }
        reader.tables().forEach(CountReader::appended);
    }

    /** Frees the rings of dead threads. True if one of them ends in words that the reader has read and that are not in the ledger. */
    public boolean recycle(SpoolReader reader) {
        boolean rest = false;
        for (RingReader ring : reader.rings()) {
            RingSlot slot = segments.slot(ring.ring());
            if (slot.isOwned()) {
                freeIfAbandoned(slot, reader);
                rest |= slot.isOwned() && slot.isAbandoned() && ring.position() != slot.head();
            }
        }
        return rest;
    }

    /** Whether the reader has so much unsealed of a ring that its writer soon has no room. */
    public boolean isFilling(SpoolReader reader) {
        for (RingReader ring : reader.rings()) {
            RingSlot slot = segments.slot(ring.ring());
            if (ring.position() - slot.head() >= 1L << (slot.shift() - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no ring can be written any more and all of them were read. */
    public boolean isQuiet(SpoolReader reader) {
        for (RingSlot slot : segments.slots()) {
            if (slot.isOwned()) {
                freeIfAbandoned(slot, reader);
            }
            if (slot.isOwned() || slot.isWritten(slot.head()) || !reader.isCounted(slot.index())) {
                return false;
            }
        }
        return true;
    }

    /** Gives out no ring any more if it {@link #isQuiet}; else false. For the drain, before it deletes the spool: who comes too late goes to the one that follows. */
    public synchronized boolean end(SpoolReader reader) {
        ended |= isQuiet(reader);
        return ended;
    }

    /** How many segments it has. */
    public int segments() {
        return segments.count();
    }

    /** Puts into the log what was lost since the last time. For the drain. */
    public void noteLosses(SpoolReader reader) throws IOException {
        long unreadable = reader.takeUnreadable();
        if (unreadable > 0) {
            losses.add(LossReason.UNREADABLE, unreadable, System.currentTimeMillis());
        }
        for (LossReason reason : LossReason.values()) {
            Entry.Loss loss = losses.since(reason, noted.get(reason));
            if (loss != null) {
                losses.beginPeriod(reason);
                try {
                    definitions.loss(loss);
                } catch (IOException e) {
                    losses.resumePeriod(reason, loss.sinceMs());
                    throw e;
                }
                noted.put(reason, loss);
            }
        }
    }

    /** Whether something was lost that the log does not say yet. */
    public boolean hasLosses() {
        for (LossReason reason : LossReason.values()) {
            if (losses.since(reason, noted.get(reason)) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts into a batch what was lost and cannot be put into the log, and that the spool ends with it: with that block the spool has to be deleted. For the drain, once nobody writes it any more.
     */
    public void endWith(Batch batch) {
        for (LossReason reason : LossReason.values()) {
            Entry.Loss before = noted.get(reason);
            Entry.Loss loss = losses.since(reason, before);
            if (loss != null) {
                Entry.Note note = Entry.notice(loss, before);
                batch.notice(note.type(), note.timeMs(), note.attributes());
            }
        }
        batch.position(SpoolRecovery.whole(run()));
    }

    /** Puts on the disk itself what was recorded before. */
    public void force() throws IOException {
        synchronized (forcing) {
            forceAll();
        }
    }

    private void forceAll() throws IOException {
        if (forced == 0) {
            File root = files.directory().getParentFile();
            if (root != null) {
                Directories.force(root);
            }
        }
        definitions.force(); // first: a word must not be there without what it refers to
        int present = segments.count();
        if (forced != present + 1) {
            Directories.force(files.directory());
            forced = present + 1;
        }
        for (RingSlot slot : segments.slots()) {
            ((MappedByteBuffer) slot.words()).force();
            slot.table().force();
        }
    }

    /** Whether its directory is still there; what is written to a file that somebody deleted does not outlive the process. */
    public boolean isOnDisk() {
        return files.directory().isDirectory();
    }

    /** Removes it from the disk and gives the lock free. */
    public void delete() throws IOException {
        definitions.close();
        files.delete();
    }

    /** Takes the lock only if there may be something to do: who acquires a ring may hold it while waiting for room, which the drain makes. */
    private void freeIfAbandoned(RingSlot slot, SpoolReader reader) {
        if (slot.isAbandoned()) {
            freeIfStillAbandoned(slot, reader);
        }
    }

    private synchronized void freeIfStillAbandoned(RingSlot slot, SpoolReader reader) {
        if (slot.isAbandoned() && !slot.isWritten(slot.head()) && reader.isCounted(slot.index())) {
            slot.free();
        }
    }
}
