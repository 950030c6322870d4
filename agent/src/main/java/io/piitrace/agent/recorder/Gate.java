package io.piitrace.agent.recorder;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Where woven code enters the recorder.
 *
 * <p>A record, because the JIT trusts the final fields of records: the bridge holds this one in a static final, so that table and recorder are constants in the code of
 * whoever reads a traced field, and all of it is inlined there.
 *
 * <p><b>Threading.</b> Any thread. The table is a cache of what {@code rings} says, read and written through races: a ring is taken from it only by the thread that the ring
 * itself names, which has put it there.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never given away
record Gate(@Nullable Ring[] byThread, ThreadLocal<Ring> rings, Recorder recorder) implements ObjIntConsumer<Object> {
    private static final Unsafe U = Unsafe.getUnsafe();
    private static final long THREAD_ID = U.objectFieldOffset(Thread.class, "tid");
    /** A constant, so that the JIT sees that no index is out of bounds. */
    private static final int SLOTS = 1 << 12;

    Gate(ThreadLocal<Ring> rings, Recorder recorder) {
        this(new Ring[SLOTS], rings, recorder);
    }

    /** A traced field of {@code owner} is about to be read at this site. */
    @Override
    public void accept(Object owner, int site) {
        Thread thread = Thread.currentThread();
        Ring ring = byThread[slot(thread)];
        if (ring == null || !ring.isOf(thread) || !ring.write(owner, site)) {
            recorder.door().accept(owner, site); // to acceptSeldom
        }
    }

    /** The same where {@link #accept} cannot do it; apart, because the JIT puts all of that into each getter. */
    void acceptSeldom(Object owner, int site) {
        Ring ring = ring(Thread.currentThread());
        if (ring == null || !ring.writeAny(owner, site)) {
            recorder.record(owner, site);
        }
    }

    /** An accessor is about to be called on this object from the place of this site. */
    void call(Object receiver, int site) {
        Ring ring = ring(Thread.currentThread());
        if (ring == null) {
            recorder.callFirst(receiver, site);
        } else if (MarkedObject.isMark(site)) {
            ring.mark(receiver, site);
        } else {
            ring.call(receiver.getClass(), site);
        }
    }

    /** The accessor returned. */
    void called() {
        Ring ring = ring(Thread.currentThread());
        if (ring != null) {
            ring.called();
        }
    }

    /** The ring that this thread, which is the current one, writes; null if it has to enter one first. */
    @Nullable
    Ring ring(Thread thread) {
        Ring ring = byThread[slot(thread)];
        return ring != null && ring.isOf(thread) ? ring : carriers(thread);
    }

    private @Nullable Ring carriers(Thread thread) {
        Ring ring = rings.get();
        return ring != null && ring.isOf(thread) ? ring : null;
    }

    /** From now on the ring is found at once by this thread, which writes it. */
    void remember(Thread thread, Ring ring) {
        byThread[slot(thread)] = ring;
    }

    /** Forgets everything, so that nothing is kept from being garbage for long. */
    void forget() {
        Arrays.fill(byThread, null);
    }

    /** By the field: the method that tells it can be overridden by the application. */
    private static int slot(Thread thread) {
        return (int) U.getLong(thread, THREAD_ID) & (SLOTS - 1);
    }
}
