package io.piitrace.ledger.spool;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoRoomException;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The spools of this JVM: the one that is written, and older ones until no thread can write them any more.
 *
 * <p>A spool whose definitions have grown to a bound is followed by a new one, in which everything is defined again when it is used again. That bounds every table of
 * the recorder, and every spool that recovery has to read.
 *
 * <p><b>Threading.</b> Any thread.
 */
public final class Spools {
    private static final long RETRY_NS = 1_000_000_000;
    /** Numbers of spools are not used twice in a JVM: what is defined is remembered by them. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final File root;
    private final String prefix;
    private final Origin origin;
    private final RingSizes sizes;
    private final DiskRoom room;
    private final CopyOnWriteArrayList<Spool> all = new CopyOnWriteArrayList<>();
    private volatile Spool current;
    private volatile long failedNs;
    private volatile boolean failed;

    private Spools(File root, String prefix, Origin origin, RingSizes sizes, DiskRoom room, Spool first) {
        this.root = root;
        this.prefix = prefix;
        this.origin = origin;
        this.sizes = sizes;
        this.room = room;
        this.current = first;
        all.add(first);
    }

    /**
     * Makes the first spool of this JVM.
     *
     * @param dir the agent's directory
     * @param room what everything in it takes its bytes from
     */
    public static Spools open(File dir, Origin origin, RingSizes sizes, DiskRoom room) throws IOException {
        File root = new File(dir, "spool");
        String random = Long.toHexString((System.nanoTime() * 0x9E3779B97F4A7C15L) >>> 32);
        String prefix =
                System.currentTimeMillis() + "-" + ProcessHandle.current().pid() + "-" + random + "-";
        int number = NUMBERS.incrementAndGet();
        Spool first = Spool.create(root, prefix + number, number, origin, sizes, room);
        return new Spools(root, prefix, origin, sizes, room, first);
    }

    /** The one in which new rings are acquired. */
    public Spool current() {
        return current;
    }

    /** Oldest first. */
    public List<Spool> all() {
        return all;
    }

    /**
     * Follows a spool that is full by a new one, unless somebody did. On failure the old one stays, and nothing is tried for a second.
     *
     * <p>It is followed only by one that has rings already: where the disk is full there is none, and the rings of the old one are worth more than an empty spool.
     */
    public void follow(Spool old) throws IOException {
        for (long sinceNs = System.nanoTime(); isToFollow(old); ) {
            try {
                followNow(old);
            } catch (NoRoomException e) {
                if (!room.awaitRoom(sinceNs)) {
                    failedNow();
                    throw e;
                }
            }
        }
    }

    private void failedNow() {
        failedNs = System.nanoTime();
        failed = true;
    }

    private boolean isToFollow(Spool old) {
        return current == old && !(failed && System.nanoTime() - failedNs < RETRY_NS);
    }

    private synchronized void followNow(Spool old) throws IOException {
        if (!isToFollow(old)) {
            return;
        }
        try {
            int number = NUMBERS.incrementAndGet();
            Spool next = Spool.createWithRings(root, prefix + number, number, origin, sizes, room);
            all.add(next);
            current = next;
            failed = false;
        } catch (NoRoomException e) {
            throw e;
        } catch (IOException e) {
            failedNow();
            throw e;
        }
    }

    /** Writes a notice into the spool of now. */
    public void notice(NoticeType type, long timeMs, Map<String, String> attributes) throws IOException {
        for (Spool in = current; ; in = current) {
            try {
                in.notice(type, timeMs, attributes);
                return;
            } catch (IOException e) {
                if (in == current) {
                    throw e;
                } // else it was followed and has ended meanwhile
            }
        }
    }

    /** Deletes a spool that nobody writes any more and that is in the ledger to its end. */
    public void retire(Spool old) throws IOException {
        all.remove(old);
        old.delete();
    }
}
