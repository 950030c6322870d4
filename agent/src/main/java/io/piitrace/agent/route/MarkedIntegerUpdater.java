package io.piitrace.agent.route;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Records, then does what the updater of the JDK does; its final methods are made of these. */
final class MarkedIntegerUpdater<T> extends AtomicIntegerFieldUpdater<T> {
    private final AtomicIntegerFieldUpdater<T> jdk;
    private final UpdaterMarks marks;

    MarkedIntegerUpdater(AtomicIntegerFieldUpdater<T> jdk, UpdaterMarks marks) {
        this.jdk = jdk;
        this.marks = marks;
    }

    @Override
    public boolean compareAndSet(T object, int expect, int update) {
        marks.probe(object);
        return jdk.compareAndSet(object, expect, update);
    }

    @Override
    public boolean weakCompareAndSet(T object, int expect, int update) {
        marks.probe(object);
        return jdk.weakCompareAndSet(object, expect, update);
    }

    @Override
    public void set(T object, int value) {
        jdk.set(object, value);
    }

    @Override
    public void lazySet(T object, int value) {
        jdk.lazySet(object, value);
    }

    @Override
    public int get(T object) {
        marks.read(object);
        return jdk.get(object);
    }

    @Override
    public int getAndSet(T object, int value) {
        marks.read(object);
        return jdk.getAndSet(object, value);
    }

    @Override
    public int getAndIncrement(T object) {
        marks.read(object);
        return jdk.getAndIncrement(object);
    }

    @Override
    public int getAndDecrement(T object) {
        marks.read(object);
        return jdk.getAndDecrement(object);
    }

    @Override
    public int incrementAndGet(T object) {
        marks.read(object);
        return jdk.incrementAndGet(object);
    }

    @Override
    public int decrementAndGet(T object) {
        marks.read(object);
        return jdk.decrementAndGet(object);
    }

    @Override
    public int getAndAdd(T object, int delta) {
        marks.read(object);
        return jdk.getAndAdd(object, delta);
    }

    @Override
    public int addAndGet(T object, int delta) {
        marks.read(object);
        return jdk.addAndGet(object, delta);
    }
}
