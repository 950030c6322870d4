package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.context.Frame;
import io.piitrace.agent.context.Frames;
import io.piitrace.agent.monitor.Counter;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.spool.LossReason;
import io.piitrace.ledger.spool.RingSlot;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjIntConsumer;

/**
 * Records accesses: the target of {@code $Piitrace.read}.
 *
 * <p><b>Threading.</b> Any thread, virtual or not.
 *
 * <p><b>Guarantees.</b> When {@link #accept} has returned, the access is in the spool, or is counted as lost. On the usual way it takes no lock, allocates nothing, and
 * calls no method of the application on any way.
 *
 * <p><b>Failure.</b> Nothing is thrown. What fails is counted with the reason, and reported once.
 */
public final class Recorder implements ObjIntConsumer<Object> {
    private static final int MAX_ATTEMPTS = 200;
    private static final int WORDS_OF_ONE_ACCESS = 3;
    private static final int SPINS = 100;
    private static final long NAP_NS = 50_000;

    private final Spools spools;
    private final Catalog catalog;
    private final RecorderOptions options;
    private final DrainSignal drain;
    private final Shapes shapes;
    private final Clock clock = new Clock();
    private final ThreadLocal<Ring> rings = Carriers.local();
    private byte[] placings = new byte[1024];
    private volatile Dictionary dictionary;

    public Recorder(Spools spools, Catalog catalog, RecorderOptions options, DrainSignal drain) {
        this.spools = spools;
        this.catalog = catalog;
        this.options = options;
        this.drain = drain;
        this.shapes = new Shapes(catalog);
        this.dictionary = new Dictionary(spools.current(), options, catalog);
    }

    /** A traced field of {@code owner} is about to be read at this site. */
    @Override
    public void accept(Object owner, int site) {
        Shape shape = shapes.get(owner.getClass());
        byte[] places = placings;
        byte placing = site < places.length ? places[site] : Placing.UNKNOWN;
        Frame frame = Frames.current();
        Ring ring = rings.get();
        if (ring == null || !ring.write(owner, site, placing, shape, frame, clock.now())) {
            if (!frame.isSilent()) { // never defined, hence never written
                recordSlowly(owner, site);
            }
        }
    }

    /** An accessor is about to be called on this object from the place of this site. */
    public void call(Object receiver, int site) {
        Ring ring = rings.get();
        if (ring == null) {
            try {
                attach(dictionary());
            } catch (Throwable e) {
                Diagnostics.report("cannot get a ring", e);
            }
            ring = rings.get();
        }
        if (ring != null) {
            ring.call(receiver, site);
        }
    }

    /** The accessor returned. */
    public void called() {
        Ring ring = rings.get();
        if (ring != null) {
            ring.call(null, 0);
        }
    }

    /** Stops the clock's thread. Accesses are still recorded, with the system's time. */
    public void stop() {
        clock.stop();
    }

    private void recordSlowly(Object owner, int site) {
        LossReason loss = LossReason.RECORDER_FAILED;
        try {
            Outcome outcome = Outcome.AGAIN;
            for (int attempt = 0; outcome == Outcome.AGAIN && attempt < MAX_ATTEMPTS; attempt++) {
                outcome = attempt(owner, site);
            }
            if (outcome == Outcome.DONE) {
                return;
            }
            loss = outcome == Outcome.FULL
                    ? LossReason.RING_FULL
                    : outcome == Outcome.NO_RING ? LossReason.NO_RING : LossReason.RECORDER_FAILED;
        } catch (IOException e) {
            loss = LossReason.NO_DEFINITION;
            Diagnostics.report("cannot write the spool", e);
        } catch (Throwable e) {
            Diagnostics.report("cannot record an access", e);
        }
        lose(loss);
    }

    private enum Outcome {
        DONE,
        /** Something was defined or waited for; the ring has to be fetched again, a virtual thread may be on another carrier now. */
        AGAIN,
        FULL,
        NO_RING
    }

    private Outcome attempt(Object owner, int site) throws IOException {
        Shape shape = shapes.get(owner.getClass());
        byte placing = placing(site);
        Dictionary in = dictionary();
        Frame frame = Frames.current();
        int context = in.context(frame);
        if (context == 0) {
            in.defineContext(frame);
            return Outcome.AGAIN;
        }
        int tenant = in.contextTenant(frame);
        long now = clock.now();
        long time = now < 0 ? clock.wake() : now;
        clock.use();
        drain.recorded();

        Ring ring = rings.get(); // from here on nothing blocks until it is fetched again
        if (ring == null || ring.isStale(in)) {
            return attach(in) ? Outcome.AGAIN : Outcome.NO_RING;
        }
        switch (ring.room(WORDS_OF_ONE_ACCESS)) {
            case ENOUGH -> {}
            case GETTING_SHORT -> drain.filling();
            case WAIT -> {
                return await(in);
            }
            case NONE -> {
                drain.filling();
                return Outcome.FULL;
            }
        }
        ring.advance(now, time, frame, context, tenant);
        if (ring.write(owner, site, placing, shape, frame, now)) {
            return Outcome.DONE;
        }
        define(ring, owner, site, placing, shape, frame);
        return Outcome.AGAIN;
    }

    /** Defines what the ring did not find. */
    private void define(Ring ring, Object owner, int site, byte placing, Shape shape, Frame frame) throws IOException {
        Dictionary in = ring.dictionary;
        long key = ring.variantKey(owner, site, placing, shape);
        if (ring.variants.find(key) != 0) {
            in.defineSubject(owner, shape, frame);
            return;
        }
        int callSite = placing == Placing.CALLER ? ring.callSite(owner) : 0;
        String inferred = placing == Placing.ROUTE
                ? Callers.inferRoute()
                : placing == Placing.CALLER && callSite == 0 ? Callers.infer() : null;
        int variant = in.defineVariant(site, shape, callSite, inferred);
        if (rings.get() == ring) {
            ring.variants.add(key, variant);
        }
    }

    private Outcome await(Dictionary in) {
        long deadline = System.nanoTime() + options.fullMaxMs() * 1_000_000;
        for (int turn = 0; ; turn++) {
            drain.filling();
            Ring ring = rings.get();
            if (ring == null || ring.isStale(in)) {
                return Outcome.AGAIN;
            }
            switch (ring.room(WORDS_OF_ONE_ACCESS)) {
                case ENOUGH, GETTING_SHORT -> {
                    return Outcome.AGAIN;
                }
                case NONE -> {
                    return Outcome.FULL;
                }
                case WAIT -> {
                    if (System.nanoTime() >= deadline) {
                        ring.lose();
                        return Outcome.FULL;
                    }
                }
            }
            nap(turn);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // waits for the drain's thread, on purpose
    private static void nap(int turn) {
        if (turn < SPINS) {
            Thread.onSpinWait();
        } else if (turn < 2 * SPINS || Thread.currentThread().isInterrupted()) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NS);
            // The application may be about to park, and the permit that this took was meant for that.
            LockSupport.unpark(Thread.currentThread());
        }
    }

    private boolean attach(Dictionary in) {
        Ring fresh = new Ring(in);
        try {
            RingSlot slot = in.spool().acquire(Carriers.current(), fresh);
            if (slot == null) {
                return false;
            }
            fresh.bind(slot);
        } catch (IOException e) {
            Diagnostics.report("cannot make a ring", e);
            return false;
        }
        Ring before = rings.get();
        if (before != null && !before.isStale(in)) {
            fresh.release(); // this virtual thread has come to a carrier that has one
            return true;
        }
        if (before != null) {
            fresh.adopt(before);
            before.release();
        }
        rings.set(fresh);
        return true;
    }

    /** The dictionary of the spool of now; begins the next spool when that one is full. */
    private Dictionary dictionary() {
        Dictionary now = dictionary;
        if (now.isFull()) {
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

    private byte placing(int site) {
        byte[] places = placings;
        if (site < places.length && places[site] != Placing.UNKNOWN) {
            return places[site];
        }
        byte placing = Placing.of(catalog.site(site));
        synchronized (shapes) {
            places = placings;
            if (site >= places.length) {
                places = Arrays.copyOf(places, Math.max(site + 1, places.length * 2));
            }
            places[site] = placing;
            placings = places;
        }
        return placing;
    }

    private void lose(LossReason reason) {
        try {
            spools.current().losses().add(reason, 1, System.currentTimeMillis());
            Counter.LOST.add(1);
            drain.recorded();
        } catch (Throwable e) {
            Diagnostics.report("cannot count a loss", e);
        }
    }
}
