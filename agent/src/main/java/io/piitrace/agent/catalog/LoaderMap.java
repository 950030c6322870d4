package io.piitrace.agent.catalog;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something for each class loader, gone when the loader is. Loaders are compared by identity: their own {@code equals} is
 * application code.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LoaderMap<T> {
    private static final Object BOOT = new Object();

    private final Map<IdentityKey, T> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private final Supplier<T> fresh;

    LoaderMap(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    T of(@Nullable ClassLoader loader) {
        for (Reference<?> key; (key = gone.poll()) != null; ) {
            values.remove(key);
        }
        Object referent = loader == null ? BOOT : loader;
        T value = values.get(new IdentityKey(referent, null));
        if (value != null) {
            return value;
        }
        T created = fresh.get();
        T earlier = values.putIfAbsent(new IdentityKey(referent, gone), created);
        return earlier == null ? created : earlier;
    }
}
