package io.piitrace.ledger.spool;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Who writes which ring of a living spool: gives rings out, and takes those back that nobody can write any more.
 *
 * <p><b>Threading.</b> Any thread asks for rings; all else is the drain's. A ring changes its owner under the lock.
 */
final class RingOwners {
    private final Segments segments;
    private boolean left;
    private boolean ended;

    RingOwners(Segments segments) {
        this.segments = segments;
    }

    /** A ring of the first size, null if there are too many already. */
    synchronized @Nullable RingSlot acquire(@Nullable Thread owner, RingHolder holder) throws IOException {
        if (left) {
            throw new IOException("the spool was followed");
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

    /** A ring of the next size, null if there is none. */
    synchronized @Nullable RingSlot larger(RingSlot than, @Nullable Thread owner, RingHolder holder) {
        try {
            RingSlot found = left ? null : segments.larger(than);
            if (found != null) {
                found.own(owner, holder);
            }
            return found;
        } catch (IOException thereIsNoRoomForIt) {
            return null;
        }
    }

    /** The positions of this reader are in the ledger. */
    void sealed(SpoolReader reader) {
        for (RingReader ring : reader.rings()) {
            segments.slot(ring.ring()).publishHead(ring.position());
        }
        reader.tables().forEach(CountReader::appended);
    }

    /** Frees the rings of dead threads. True if one of them, or of those that are revoked, ends in words that the reader has read and that are not in the ledger. */
    boolean recycle(SpoolReader reader) {
        boolean rest = false;
        for (RingReader ring : reader.rings()) {
            RingSlot slot = segments.slot(ring.ring());
            if (slot.isOwned()) {
                if (slot.isAbandoned()) { // without the lock, for each ring in each pass
                    freeIfAbandoned(slot, reader);
                }
                rest |= slot.isOwned() && (slot.isAbandoned() || slot.isRevoked()) && ring.position() != slot.head();
            }
        }
        return rest;
    }

    /** Whether the reader has so much unsealed of a ring that its writer soon has no room. */
    boolean isFilling(SpoolReader reader) {
        for (RingReader ring : reader.rings()) {
            RingSlot slot = segments.slot(ring.ring());
            if (ring.position() - slot.head() >= 1L << (slot.shift() - 1)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes back the rings of a spool that was followed, from threads that rest, too, and gives none out any more.
     *
     * @return whether nobody has one, and all of them were read to their ends
     */
    synchronized boolean end(SpoolReader reader) {
        left = true; // first: a ring that is owned anew is not revoked
        ended |= isQuiet(reader);
        return ended;
    }

    private boolean isQuiet(SpoolReader reader) {
        boolean owned = false;
        for (RingSlot slot : segments.slots()) {
            if (slot.isOwned() && (slot.isAbandoned() || slot.isSurelyRevoked())) {
                freeIfRead(slot, reader);
            }
            owned |= slot.isOwned();
        }
        return !owned && isRead(reader);
    }

    private boolean isRead(SpoolReader reader) {
        for (RingSlot slot : segments.slots()) {
            if (slot.isWritten(slot.head()) || !reader.isCounted(slot.index())) {
                return false;
            }
        }
        return true;
    }

    private synchronized void freeIfAbandoned(RingSlot slot, SpoolReader reader) {
        if (slot.isAbandoned()) {
            freeIfRead(slot, reader);
        }
    }

    private static void freeIfRead(RingSlot slot, SpoolReader reader) {
        if (!slot.isWritten(slot.head()) && reader.isCounted(slot.index())) {
            slot.free();
        }
    }
}
