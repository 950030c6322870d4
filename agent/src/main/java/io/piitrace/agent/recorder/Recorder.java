package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.context.Frame;
import io.piitrace.agent.context.FrameStack;
import io.piitrace.agent.context.Frames;
import io.piitrace.agent.monitor.Counter;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.spool.LossReason;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Records accesses: {@link Gate} takes those that are usual, everything else comes here.
 *
 * <p><b>Threading.</b> Any thread, virtual or not.
 *
 * <p><b>Guarantees.</b> When a call of {@link #read} has returned, the access is in the spool, or is counted as lost. On the usual way it takes no lock, allocates nothing, and
 * calls no method of the application on any way.
 *
 * <p><b>Failure.</b> Nothing is thrown. What fails is counted with the reason, and reported once.
 */
public final class Recorder {
    private static final int MAX_ATTEMPTS = 200;
    static final int WORDS_OF_ONE_ACCESS = 3;

    private final DrainSignal drain;
    private final Shapes shapes;
    private final CallSites callSites;
    private final Placings placings;
    private final Rings rings;
    private final Patience patience;
    private final Gate gate;
    private final Clock clock = new Clock(
            new Runnable() { // no lambda: that would have to be linked before the application starts
                @Override
                public void run() {
                    gate.forget();
                    rings.forgetRows();
                }
            });
    private volatile @Nullable ObjIntConsumer<Object> silent;
    /** From {@link Gate} to what it does not do itself. Plain: it leads to the same place whichever is seen. */
    private ObjIntConsumer<Object> door;

    public Recorder(Spools spools, Catalog catalog, RecorderOptions options, DrainSignal drain) {
        this.drain = drain;
        this.shapes = new Shapes(catalog);
        this.callSites = new CallSites(catalog);
        this.placings = new Placings(catalog);
        this.rings = new Rings(spools, catalog, options);
        this.patience = new Patience(rings, drain, options.fullMaxMs());
        this.gate = new Gate(rings.ofThreads(), this);
        this.door = seldom();
    }

    /** For {@code $Piitrace.read}: a traced field of the object is about to be read at this site. */
    public ObjIntConsumer<Object> read() {
        return gate;
    }

    /** What {@link #read} does not do itself: wide ids, virtual threads, rings that are full, everything that comes for the first time. */
    public ObjIntConsumer<Object> seldom() {
        return gate::acceptSeldom;
    }

    /** The door through which {@link #read} goes there from now on; see {@code $Piitrace}. */
    public void through(ObjIntConsumer<Object> to) {
        door = to;
    }

    ObjIntConsumer<Object> door() {
        return door;
    }

    /** For {@code $Piitrace.call}: an accessor is about to be called on the object from the place of this site. */
    public ObjIntConsumer<Object> call() {
        return gate::call;
    }

    /** For {@code $Piitrace.called}. */
    public Runnable called() {
        return gate::called;
    }

    /** Records what the ring did not take at once. */
    void record(Object owner, int site) {
        Shape shape = shapes.get(owner.getClass());
        byte placing = placings.of(site);
        Ring ring = gate.ring(Thread.currentThread()); // again: both of these can block
        if (ring != null) {
            if (callSites.isCounted(ring, owner, site, placing)) {
                return;
            }
            long variant = variant(ring, owner, site, shape);
            if (ring.take(ring.word(owner, variant, shape))) {
                remember(ring, owner, site, shape, variant);
                return;
            }
        }
        if (!Frames.current().isSilent()) { // never defined, hence never written
            recordSlowly(owner, site);
            return;
        }
        ObjIntConsumer<Object> listener = silent;
        if (listener != null) {
            listener.accept(owner, site);
        }
    }

    /** Who is told of the agent's own reads, which are not recorded; null for nobody. */
    public void listen(@Nullable ObjIntConsumer<Object> to) {
        silent = to;
    }

    /** The first call of an accessor by this thread, or by this virtual thread on this carrier. */
    void callFirst(Object receiver, int site) {
        try {
            FrameStack stack = Frames.stack();
            Ring ring = rings.get();
            if (ring == null) {
                rings.attach(rings.dictionary());
                ring = rings.get();
            }
            if (ring != null) {
                ring.enter(Thread.currentThread(), stack);
                if (MarkedObject.isMark(site)) {
                    ring.mark(receiver, site);
                } else {
                    ring.call(receiver.getClass(), site);
                }
            }
        } catch (Throwable e) {
            Diagnostics.report("cannot get a ring", e);
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
            loss = reason(outcome);
        } catch (IOException e) {
            loss = LossReason.NO_DEFINITION;
            Diagnostics.report("cannot write the spool", e);
        } catch (Throwable e) {
            Diagnostics.report("cannot record an access", e);
        }
        lose(loss);
    }

    private static LossReason reason(Outcome outcome) {
        return switch (outcome) {
            case FULL -> LossReason.RING_FULL;
            case NO_RING -> LossReason.NO_RING;
            case NO_DEFINITION -> LossReason.NO_DEFINITION;
            default -> LossReason.RECORDER_FAILED;
        };
    }

    private enum Outcome {
        DONE,
        /** Something was defined or waited for; the ring has to be fetched again, a virtual thread may be on another carrier now. */
        AGAIN,
        FULL,
        NO_RING,
        NO_DEFINITION
    }

    /** Who waited for a turn to define something may find that the spool has been followed, and closed, meanwhile. */
    private Outcome attempt(Object owner, int site) throws IOException {
        Dictionary in = rings.dictionary();
        try {
            return attempt(in, owner, site);
        } catch (IOException e) {
            if (in.spool() == rings.spool()) {
                throw e;
            }
            return Outcome.AGAIN;
        }
    }

    private Outcome attempt(Dictionary in, Object owner, int site) throws IOException {
        Shape shape = shapes.get(owner.getClass());
        placings.of(site);
        FrameStack stack = Frames.stack();
        Frame frame = stack.current();
        int context = in.context(frame);
        if (context == 0) {
            if (in.spool().isRefusing()) {
                return Outcome.NO_DEFINITION;
            }
            in.defineContext(frame);
            return Outcome.AGAIN;
        }
        int tenant = in.contextTenant(frame);
        long now = clock.now();
        long time = now < 0 ? clock.wake() : now;
        drain.recorded();

        Ring ring = rings.get(); // from here on nothing blocks until it is fetched again
        if (ring == null || ring.isStale(in)) {
            return rings.attach(in) ? Outcome.AGAIN : Outcome.NO_RING;
        }
        Room room = ring.room(WORDS_OF_ONE_ACCESS);
        if (room != Room.ENOUGH) {
            if (rings.grow(in, ring, room) || ring.isStale(in)) { // to grow can wait, and who waits can lose a ring
                return Outcome.AGAIN;
            }
            drain.filling();
        }
        boolean hasRoom = room == Room.ENOUGH || room == Room.GETTING_SHORT;
        Thread thread = Thread.currentThread();
        ring.enter(thread, stack);
        clock.use(ring);
        ring.prepare(time, context, tenant);
        if (!(hasRoom ? ring.arm(clock, now) : ring.armToCount(clock, now))) {
            ring.disarm();
            return Outcome.AGAIN;
        }
        long variant = variant(ring, owner, site, shape);
        long word = ring.word(owner, variant, shape);
        if (word == 0) {
            if (in.spool().isRefusing()) {
                return Outcome.NO_DEFINITION;
            }
            define(ring, owner, site, shape, frame);
            return Outcome.AGAIN;
        }
        if (!ring.take(word)) {
            boolean noCell = ring.isCounting(); // else the time has changed just now, which is no reason to wait
            ring.disarm();
            return !noCell || (room != Room.NONE && patience.awaitRoom(in)) ? Outcome.AGAIN : Outcome.FULL;
        }
        remember(ring, owner, site, shape, variant);
        if (!clock.isRunning()) {
            ring.disarm();
        } else if (!Carriers.isVirtual(thread)) {
            gate.remember(thread, ring);
        }
        return Outcome.DONE;
    }

    /** From now on the same access finds all that it needs at its place. */
    private void remember(Ring ring, Object owner, int site, Shape shape, long variant) {
        FieldPath subject = shape.subject();
        if (variant < 0
                || ring.isMarked()
                || subject == null
                || subject.direct() == FieldPath.NOT_DIRECT
                || shape.tenant() != null) {
            return;
        }
        int place = placings.of(site) == Placing.CALLER ? callSites.find(ring, owner, site, Placing.CALLER) : site;
        ring.dictionary.remember(place, owner.getClass(), site, ring.variants.find(variant), subject);
    }

    /** The key of the variant of a site for this object, as it is read now; 0 if the site is new. */
    private long variant(Ring ring, Object owner, int site, Shape shape) {
        byte placing = placings.known(site);
        int call = callSites.find(ring, owner, site, placing);
        return switch (placing) {
            case Placing.OWN, Placing.METHOD -> VariantCache.key(site, shape.id(), call);
            case Placing.CALLER, Placing.ROUTE -> {
                int noted = call == 0 && placing == Placing.CALLER ? callSites.noted(ring, site) : 0;
                yield call != 0
                        ? VariantCache.key(site, shape.id(), call)
                        : noted != 0 ? VariantCache.otherKey(site, shape.id(), noted) : ring.inferredKey(site, shape);
            }
            default -> 0;
        };
    }

    /** Defines what the ring did not find. */
    private void define(Ring ring, Object owner, int site, Shape shape, Frame frame) throws IOException {
        Dictionary in = ring.dictionary;
        long key = variant(ring, owner, site, shape);
        if (ring.variants.find(key) != 0) {
            in.defineSubject(owner, shape, frame);
            return;
        }
        byte placing = placings.of(site);
        int callSite = callSites.find(ring, owner, site, placing);
        String inferred = callSite == 0 ? callSites.infer(ring, site, placing) : null;
        int variant = in.defineVariant(site, shape, callSite, inferred);
        if (rings.get() == ring) {
            ring.variants.add(key, variant);
        }
    }

    private void lose(LossReason reason) {
        try {
            boolean counted;
            do {
                counted = rings.spool().lose(reason);
            } while (!counted); // it was followed and has ended meanwhile
            Counter.LOST.add(1);
            drain.recorded();
        } catch (Throwable e) {
            Diagnostics.report("cannot count a loss", e);
        }
    }
}
