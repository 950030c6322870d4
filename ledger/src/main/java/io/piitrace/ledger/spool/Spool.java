package io.piitrace.ledger.spool;

import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoRoomException;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spool of this JVM, as the side that writes it sees it.
 *
 * <p><b>Threading.</b> Any thread defines, notes and acquires rings. A ring has one owner at a time. Whoever waits for room holds no lock meanwhile.
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
    private final RingOwners owners;
    private final LossNotes lossNotes;
    private final DiskRoom room;
    private final Object forcing = new Object();
    private int forced;
    /** The drain's. */
    private boolean ended;

    private Spool(
            int number, SpoolFiles files, DefinitionLog definitions, Losses losses, Segments segments, DiskRoom room) {
        this.number = number;
        this.files = files;
        this.definitions = definitions;
        this.losses = losses;
        this.lossNotes = new LossNotes(losses, definitions);
        this.segments = segments;
        this.owners = new RingOwners(segments);
        this.room = room;
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
            return new Spool(number, files, definitions, losses, segments, room);
        } catch (IOException | RuntimeException e) {
            files.delete();
            throw e;
        }
    }

    /** The same, which has its first rings: no file is made where there is no room for them. */
    static Spool createWithRings(File root, String run, int number, Origin origin, RingSizes sizes, DiskRoom room)
            throws IOException {
        long bytes = Segments.firstLength(sizes);
        room.take(bytes);
        try {
            Spool spool = create(root, run, number, origin, sizes, room);
            try {
                spool.segments.addFirst();
                return spool;
            } catch (IOException | RuntimeException e) {
                spool.delete();
                throw e;
            }
        } finally {
            room.written(bytes);
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
        for (long sinceNs = System.nanoTime(); ; ) {
            try {
                return definitions.context(context);
            } catch (NoRoomException e) {
                awaitRoom(sinceNs, e);
            }
        }
    }

    public int define(Site site) throws IOException {
        for (long sinceNs = System.nanoTime(); ; ) {
            try {
                return definitions.site(site);
            } catch (NoRoomException e) {
                awaitRoom(sinceNs, e);
            }
        }
    }

    public int define(Subject subject) throws IOException {
        for (long sinceNs = System.nanoTime(); ; ) {
            try {
                return definitions.subject(subject);
            } catch (NoRoomException e) {
                awaitRoom(sinceNs, e);
            }
        }
    }

    public void notice(NoticeType type, long timeMs, Map<String, String> attributes) throws IOException {
        for (long sinceNs = System.nanoTime(); ; ) {
            try {
                definitions.notice(type, timeMs, attributes);
                return;
            } catch (NoRoomException e) {
                awaitRoom(sinceNs, e);
            }
        }
    }

    private void awaitRoom(long sinceNs, NoRoomException refused) throws NoRoomException {
        if (!room.awaitRoom(sinceNs)) {
            throw refused;
        }
    }

    Losses losses() {
        return losses;
    }

    /** Counts an access that was not recorded; false if the spool has ended, and another one has to count it. */
    public boolean lose(LossReason reason) {
        return losses.add(reason, 1, System.currentTimeMillis());
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
     * @throws IOException also if the spool was followed
     */
    public @Nullable RingSlot acquire(@Nullable Thread owner, RingHolder holder) throws IOException {
        for (long sinceNs = System.nanoTime(); ; ) {
            try {
                return owners.acquire(owner, holder);
            } catch (NoRoomException e) {
                awaitRoom(sinceNs, e);
            }
        }
    }

    /**
     * A ring of the next size, for the owner of this one, who releases this one then.
     *
     * @return null if there is none
     */
    public @Nullable RingSlot larger(RingSlot than, @Nullable Thread owner, RingHolder holder) {
        return owners.larger(than, owner, holder);
    }

    /** Whether this ring is of the size that every thread begins with. */
    public boolean isOfFirstSize(RingSlot slot) {
        return segments.isOfFirstSize(slot);
    }

    /** Told by the drain: the positions of this reader are in the ledger. */
    public void sealed(SpoolReader reader) {
        owners.sealed(reader);
    }

    /** Frees the rings of dead threads. True if one of them, or of those that are revoked, ends in words that the reader has read and that are not in the ledger. */
    public boolean recycle(SpoolReader reader) {
        return owners.recycle(reader);
    }

    /** Whether the reader has so much unsealed of a ring that its writer soon has no room. */
    public boolean isFilling(SpoolReader reader) {
        return owners.isFilling(reader);
    }

    /**
     * If no ring can be written any more and all of them were read, takes nothing any more: who comes too late goes to the one that follows. For the drain, before it deletes the
     * spool.
     *
     * @return whether it has ended and all of it was read
     */
    public boolean end(SpoolReader reader) {
        if (!ended && owners.end(reader)) {
            losses.end();
            definitions.end();
            ended = true;
        }
        return ended && reader.definitions().hasRead(definitions.length());
    }

    /** How many segments it has. */
    public int segments() {
        return segments.count();
    }

    /** Puts into the log what was lost since the last time. For the drain. */
    public void noteLosses() throws IOException {
        if (!ended) {
            lossNotes.note();
        }
    }

    /** Whether something was lost that was not told yet. */
    public boolean hasLosses() {
        return !lossNotes.isAllTold();
    }

    /**
     * Puts into a batch what was lost and cannot be put into the log, and that the spool ends with it: with that block the spool has to be deleted. For the drain, once nobody writes it any more.
     */
    public void endWith(Batch batch) {
        lossNotes.moveTo(batch);
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
}
