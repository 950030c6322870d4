package io.piitrace.ledger.spool;

import io.piitrace.ledger.DiskRoom;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The rings of a living spool: which there are, which are free, and more of them when none is.
 *
 * <p><b>Threading.</b> Rings are found and made under the lock of {@link RingOwners}; {@link #slots} and {@link #count} by any thread.
 */
final class Segments {
    private static final long RETRY_NS = 1_000_000_000;

    private final File directory;
    private final DiskRoom room;
    private final List<Tier> tiers = new ArrayList<>();
    private final CopyOnWriteArrayList<RingSlot> slots = new CopyOnWriteArrayList<>();
    private volatile int count;

    /** The rings of one size. */
    private static final class Tier {
        final RingSizes.Size size;
        final List<RingSlot> slots = new ArrayList<>();
        boolean failed;
        long failedNs;

        Tier(RingSizes.Size size) {
            this.size = size;
        }

        @Nullable
        RingSlot free() {
            for (RingSlot slot : slots) {
                if (!slot.isOwned()) {
                    return slot;
                }
            }
            return null;
        }

        boolean isComplete() {
            return slots.size() + size.perSegment() > size.most();
        }
    }

    Segments(File directory, RingSizes sizes, DiskRoom room) {
        this.directory = directory;
        this.room = room;
        for (RingSizes.Size size : sizes.sizes()) {
            tiers.add(new Tier(size));
        }
    }

    /** In the order of their numbers. */
    List<RingSlot> slots() {
        return slots;
    }

    RingSlot slot(int ring) {
        return slots.get(ring);
    }

    /** How many files of rings there are. */
    int count() {
        return count;
    }

    /** Whether this ring is of the size that every thread begins with. */
    boolean isOfFirstSize(RingSlot slot) {
        return slot.shift() == tiers.get(0).size.shift();
    }

    /** The ring that this thread owns already: its thread-locals were cleared, and nobody else writes it. */
    @Nullable
    RingSlot ofThread(Thread owner) {
        for (RingSlot slot : slots) {
            if (slot.isOwnedBy(owner)) {
                return slot;
            }
        }
        return null;
    }

    /** A ring of the first size that nobody owns, made if need be; null if there are too many already. */
    @Nullable
    RingSlot free() throws IOException {
        Tier tier = tiers.get(0);
        RingSlot free = tier.free();
        return free == null && !tier.isComplete() ? add(tier) : free;
    }

    /** One of the next size. None is made that takes room from those who have no ring at all. */
    @Nullable
    RingSlot larger(RingSlot than) throws IOException {
        for (Tier tier : tiers) {
            if (tier.size.shift() > than.shift()) {
                RingSlot free = tier.free();
                return free == null && !tier.isComplete() && room.hasSpare(length(tier.size)) ? add(tier) : free;
            }
        }
        return null;
    }

    /** What the first segment takes. */
    static long firstLength(RingSizes sizes) {
        return length(sizes.sizes().get(0));
    }

    private static long length(RingSizes.Size size) {
        return Segment.length(size.perSegment(), size.shift()) + CountTable.length(size.perSegment(), size.shift());
    }

    private RingSlot add(Tier tier) throws IOException {
        if (tier.failed && System.nanoTime() - tier.failedNs < RETRY_NS) {
            throw new IOException("no room for another segment: " + directory);
        }
        long length = length(tier.size);
        room.take(length);
        try {
            return addTaken(tier);
        } finally {
            room.written(length);
        }
    }

    /** Makes the first segment, in room that was taken for it. */
    void addFirst() throws IOException {
        addTaken(tiers.get(0));
    }

    private RingSlot addTaken(Tier tier) throws IOException {
        tier.failed = true;
        tier.failedNs = System.nanoTime();
        int number = count + 1;
        int rings = tier.size.perSegment();
        int shift = tier.size.shift();
        File counts = CountTable.file(directory, number);
        List<CountTable> tables = CountTable.create(counts, rings, shift);
        List<RingSlot> made = new ArrayList<>();
        try {
            for (ByteBuffer words : Segment.create(Segment.file(directory, number), rings, shift)) {
                made.add(new RingSlot(slots.size() + made.size(), words, shift, tables.get(made.size())));
            }
        } catch (IOException e) {
            counts.delete(); // the next segment may have rings of another size
            throw e;
        }
        tier.slots.addAll(made);
        slots.addAll(made);
        count = number;
        tier.failed = false;
        return made.get(0);
    }
}
