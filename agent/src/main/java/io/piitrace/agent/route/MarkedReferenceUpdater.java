package io.piitrace.agent.route;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** Records, then does what the updater of the JDK does; its final methods are made of these. */
final class MarkedReferenceUpdater<T, V extends @Nullable Object> extends AtomicReferenceFieldUpdater<T, V> {
    private final AtomicReferenceFieldUpdater<T, V> jdk;
    private final UpdaterMarks marks;

    MarkedReferenceUpdater(AtomicReferenceFieldUpdater<T, V> jdk, UpdaterMarks marks) {
        this.jdk = jdk;
        this.marks = marks;
    }

    @Override
    public boolean compareAndSet(T object, V expect, V update) {
        marks.probe(object);
        return jdk.compareAndSet(object, expect, update);
    }

    @Override
    public boolean weakCompareAndSet(T object, V expect, V update) {
        marks.probe(object);
        return jdk.weakCompareAndSet(object, expect, update);
    }

    @Override
    public void set(T object, V value) {
        jdk.set(object, value);
    }

    @Override
    public void lazySet(T object, V value) {
        jdk.lazySet(object, value);
    }

    @Override
    public V get(T object) {
        marks.read(object);
        return jdk.get(object);
    }

    @Override
    public V getAndSet(T object, V value) {
        marks.read(object);
        return jdk.getAndSet(object, value);
    }
}
