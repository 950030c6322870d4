package io.piitrace.agent.route;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** Records, then does what the updater of the JDK does; its final methods are made of these. */
final class MarkedLongUpdater<T> extends AtomicLongFieldUpdater<T> {
    private final AtomicLongFieldUpdater<T> jdk;
    private final UpdaterMarks marks;

    MarkedLongUpdater(AtomicLongFieldUpdater<T> jdk, UpdaterMarks marks) {
        this.jdk = jdk;
        this.marks = marks;
    }

    @Override
    public boolean compareAndSet(T object, long expect, long update) {
        marks.probe(object);
        return jdk.compareAndSet(object, expect, update);
    }

    @Override
    public boolean weakCompareAndSet(T object, long expect, long update) {
        marks.probe(object);
        return jdk.weakCompareAndSet(object, expect, update);
    }

    @Override
    public void set(T object, long value) {
        jdk.set(object, value);
    }

    @Override
    public void lazySet(T object, long value) {
        jdk.lazySet(object, value);
    }

    @Override
    public long get(T object) {
        marks.read(object);
        return jdk.get(object);
    }

    @Override
    public long getAndSet(T object, long value) {
        marks.read(object);
        return jdk.getAndSet(object, value);
    }

    @Override
    public long getAndIncrement(T object) {
        marks.read(object);
        return jdk.getAndIncrement(object);
    }

    @Override
    public long getAndDecrement(T object) {
        marks.read(object);
        return jdk.getAndDecrement(object);
    }

    @Override
    public long incrementAndGet(T object) {
        marks.read(object);
        return jdk.incrementAndGet(object);
    }

    @Override
    public long decrementAndGet(T object) {
        marks.read(object);
        return jdk.decrementAndGet(object);
    }

    @Override
    public long getAndAdd(T object, long delta) {
        marks.read(object);
        return jdk.getAndAdd(object, delta);
    }

    @Override
    public long addAndGet(T object, long delta) {
        marks.read(object);
        return jdk.addAndGet(object, delta);
    }
}
