package io.piitrace.agent.projection;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Something about objects of the application, gone when they are. They are compared by identity: their own {@code equals} is not
 * ours to call.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class WeakTable<T> {
    private final Map<Key, T> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    @Nullable
    T get(Object of) {
        return values.get(new Key(of, null));
    }

    void put(Object of, T value) {
        for (Reference<?> key; (key = gone.poll()) != null; ) {
            values.remove(key);
        }
        values.put(new Key(of, gone), value);
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object referent, @Nullable ReferenceQueue<Object> queue) {
            super(referent, queue);
            hash = System.identityHashCode(referent);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Key key && get() != null && key.get() == get());
        }
    }
}
