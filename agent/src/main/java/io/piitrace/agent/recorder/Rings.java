package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.spool.RingSlot;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Which ring each thread writes, and in which spool: from one that is full everybody moves to the next.
 *
 * <p><b>Threading.</b> Any thread. {@link #get} takes no lock; everything else is a slow path and may block.
 */
final class Rings {
    private final Spools spools;
    private final Catalog catalog;
    private final RecorderOptions options;
    private final ThreadLocal<Ring> ofThreads = Carriers.local();
    private volatile Dictionary dictionary;

    Rings(Spools spools, Catalog catalog, RecorderOptions options) {
        this.spools = spools;
        this.catalog = catalog;
        this.options = options;
        this.dictionary = new Dictionary(spools.current(), options, catalog);
    }

    /** The ring of the current thread, or of the carrier of a virtual one; null if it has none yet. */
    @Nullable
    Ring get() {
        return ofThreads.get();
    }

    /** For {@link Gate}, which asks by itself. */
    ThreadLocal<Ring> ofThreads() {
        return ofThreads;
    }

    /** The spool that is written now. */
    Spool spool() {
        return spools.current();
    }

    /** Forgets what is known about places: the classes in it may be garbage. */
    void forgetRows() {
        dictionary.forgetRows();
    }

    /** The dictionary of the spool of now; begins the next spool when that one is full. */
    Dictionary dictionary() {
        Dictionary now = dictionary;
        if (now.isFull() || now.spool().isBroken()) {
            try {
                spools.follow(now.spool());
            } catch (IOException e) {
                Diagnostics.report("cannot begin the next spool", e);
            }
        }
        return now.spool() == spools.current() ? now : nextDictionary();
    }

    private synchronized Dictionary nextDictionary() {
        Spool current = spools.current();
        if (dictionary.spool() != current) {
            dictionary = new Dictionary(current, options, catalog);
        }
        return dictionary;
    }

    /** Gives the current thread a ring of this spool. False if there is none; else it is to be fetched again. */
    boolean attach(Dictionary in) {
        Ring fresh = new Ring(in);
        try {
            RingSlot slot = in.spool().acquire(Carriers.current(), fresh);
            if (slot == null) {
                return false;
            }
            fresh.bind(slot);
        } catch (IOException e) {
            if (in.spool() != spools.current()) {
                return true; // it has been followed and has ended meanwhile
            }
            Diagnostics.report("cannot make a ring", e);
            return false;
        }
        Ring before = ofThreads.get();
        if (before != null && !before.isStale(in)) {
            fresh.release(); // this virtual thread has come to a carrier that has one
            return true;
        }
        if (before != null) {
            fresh.adopt(before);
            before.release();
        }
        ofThreads.set(fresh);
        return true;
    }

    /**
     * Gives the current thread a larger ring in place of this one, if it needs one and there is one. One of the first size is left when it is half full, because else the drain would
     * be called every few hundred words, and others when they are full.
     *
     * @return whether the ring has to be fetched again
     */
    boolean grow(Dictionary in, Ring ring, Room room) {
        RingSlot present = ring.slot();
        if (present == null || (room == Room.GETTING_SHORT && !in.spool().isOfFirstSize(present))) {
            return false;
        }
        RingSlot larger = in.spool().larger(present, Carriers.current(), ring);
        if (larger == null) {
            return false;
        }
        if (ofThreads.get() != ring
                || ring.slot() != present) { // a virtual thread that waited may have come to another carrier
            larger.release();
            return true;
        }
        ring.release();
        ring.bind(larger);
        return true;
    }
}
