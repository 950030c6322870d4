package io.piitrace.agent.projection;

import io.piitrace.agent.catalog.IdentityKey;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
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
    private final Map<IdentityKey, T> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    @Nullable
    T get(Object of) {
        return values.get(new IdentityKey(of, null));
    }

    void put(Object of, T value) {
        for (Reference<?> key; (key = gone.poll()) != null; ) {
            values.remove(key);
        }
        values.put(new IdentityKey(of, gone), value);
    }
}
