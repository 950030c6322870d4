package io.piitrace.agent.weave;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What {@link LateRead} is for a static field: there is no object, so the reader's loader says which class is meant. */
final class LateStatic implements Choices.Choice {
    private static final int UNDECIDED = -1;

    private final Linker linker;
    private final WeakReference<ClassLoader> loader;
    private final String owner;
    private final String field;
    private final String descriptor;
    private final ReadPoint point;
    private volatile int site = UNDECIDED;

    LateStatic(
            Linker linker,
            WeakReference<ClassLoader> loader,
            String owner,
            String field,
            String descriptor,
            ReadPoint point) {
        this.linker = linker;
        this.loader = loader;
        this.owner = owner;
        this.field = field;
        this.descriptor = descriptor;
        this.point = point;
    }

    @Override
    public int site(Object ignored) {
        if (site == UNDECIDED) {
            try {
                Class<?> type = Class.forName(owner.replace('/', '.'), false, loader.get());
                site = Math.max(linker.site(type, field, descriptor, point, type), 0);
            } catch (ClassNotFoundException | LinkageError e) {
                site = 0; // the instruction itself fails for the same reason
            }
        }
        return site;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LateStatic that
                && point.equals(that.point)
                && loader.get() == that.loader.get()
                && owner.equals(that.owner)
                && field.equals(that.field)
                && descriptor.equals(that.descriptor);
    }

    @Override
    public int hashCode() {
        return 31 * point.hashCode() + field.hashCode();
    }
}
