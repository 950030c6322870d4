package io.piitrace.agent.context;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames handed over with objects that another thread will run: what the application submits is never wrapped.
 *
 * <p><b>Threading.</b> Any thread. A look-up allocates nothing.
 *
 * <p><b>Guarantees.</b> Objects are told apart by identity and held weakly. One object handed over twice with different frames
 * before it ran belongs to nobody: its runs
 * are {@link Lost#SHARED_TASK}. Where there is no room for one, as many runs without a context are {@link Lost#TOO_MANY_TASKS}.
 */
final class Handoffs {
    /** Tasks of executors and pools. */
    static final Handoffs TASKS = new Handoffs(1 << 20);

    /** Threads that were started and have not yet asked for their frame. */
    static final Handoffs THREADS = new Handoffs(1 << 20);

    /** More than this are not remembered. */
    private final int max;

    /** How many were not, less the runs that were told so. */
    private final AtomicLong forgotten = new AtomicLong();

    /** The frame itself for one pending run; {@link Several} for the rest. */
    private final ConcurrentHashMap<Object, Object> frames = new ConcurrentHashMap<>();

    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** @param pending runs that are still to come; negative for an object that keeps its frame for life */
    private record Several(Frame frame, int pending) {}

    Handoffs(int max) {
        this.max = max;
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object task, ReferenceQueue<Object> gone) {
            super(task, gone);
            hash = System.identityHashCode(task);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object task = get();
            return task != null && other instanceof Key key && key.refersTo(task);
        }
    }

    /** Finds a key without making one. Belongs to one thread. */
    static final class Probe {
        private @Nullable Object task;

        private Probe of(Object wanted) {
            task = wanted;
            return this;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(task);
        }

        @Override
        @SuppressWarnings("EqualsUnsafeCast") // compared with keys of this map only
        public boolean equals(@Nullable Object other) {
            return task != null && other instanceof Key key && key.refersTo(task);
        }
    }

    long size() {
        return frames.mappingCount();
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** One run of this object will take the frame. */
    void give(Object task, Frame frame) {
        put(task, frame);
    }

    /** Every run of this object will have the frame. */
    void keep(Object task, Frame frame) {
        put(task, new Several(frame, -1));
    }

    /** Every run of this object from now on will have the frame, whichever it had before. */
    void replace(Object task, Frame frame) {
        expunge();
        if (frames.mappingCount() < max) {
            frames.put(new Key(task, gone), new Several(frame, -1));
        }
    }

    private void put(Object task, Object handed) {
        expunge();
        if (frames.mappingCount() >= max) {
            if (handed instanceof Frame) {
                forgotten.incrementAndGet();
            }
            return;
        }
        Key key = new Key(task, gone);
        if (frames.putIfAbsent(key, handed) != null) {
            frames.merge(key, handed, Handoffs::both);
        }
    }

    private static Object both(Object first, Object second) {
        if (first instanceof Several several && several.pending < 0) {
            return first;
        }
        if (second instanceof Several several && several.pending < 0) {
            return second;
        }
        int pending = first instanceof Several several ? several.pending : 1;
        return new Several(frameOf(first) == frameOf(second) ? frameOf(first) : Lost.SHARED_TASK.frame, pending + 1);
    }

    private static Frame frameOf(Object handed) {
        return handed instanceof Several several ? several.frame : (Frame) handed;
    }

    /** The frame for a run of this object that begins now; null if it was handed over without one. */
    @Nullable
    Frame take(Object task, Probe probe) {
        if (frames.isEmpty()) {
            return forgotten();
        }
        probe.of(task);
        try {
            Object handed = frames.get(probe);
            if (handed == null) {
                return forgotten();
            }
            if (handed instanceof Frame frame && frames.remove(probe, frame)) {
                return frame;
            }
            if (handed instanceof Several several && several.pending < 0) {
                return several.frame;
            }
            Key key = new Key(task, gone);
            frames.computeIfPresent(key, (k, now) -> oneLess(now));
            return frameOf(handed);
        } finally {
            probe.task = null;
        }
    }

    private @Nullable Frame forgotten() {
        return forgotten.get() > 0 && forgotten.getAndDecrement() > 0 ? Lost.TOO_MANY_TASKS.frame : null;
    }

    private static @Nullable Object oneLess(Object handed) {
        if (handed instanceof Several several) {
            return several.pending < 0
                    ? several
                    : several.pending <= 1 ? null : new Several(several.frame, several.pending - 1);
        }
        return null;
    }

    /** The frame that this object keeps for life; null if it keeps none. */
    @Nullable
    Frame kept(Object task, Probe probe) {
        if (frames.isEmpty()) {
            return null;
        }
        Object handed = frames.get(probe.of(task));
        probe.task = null;
        return handed instanceof Several several && several.pending < 0 ? several.frame : null;
    }

    /** The object was not accepted, or will not run. */
    void forget(Object task, Probe probe) {
        if (!(frames.get(probe.of(task)) instanceof Several several) || several.pending >= 0) {
            take(task, probe);
        }
        probe.task = null;
    }

    private void expunge() {
        for (Reference<?> key; (key = gone.poll()) != null; ) {
            frames.remove(key);
        }
    }
}
