package io.piitrace.agent.catalog;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An object of the application as the key of a map, without holding it: by identity, as its own {@code equals} is not ours to call. */
public final class IdentityKey extends WeakReference<Object> {
    private final int hash;

    /** @param gone where it turns up once the object is gone; null for a key that only asks */
    public IdentityKey(Object referent, @Nullable ReferenceQueue<Object> gone) {
        super(referent, gone);
        hash = System.identityHashCode(referent);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof IdentityKey key && get() != null && key.get() == get());
    }
}
