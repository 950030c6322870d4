package io.piitrace.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * A read of another class's field in a class file too old for {@code invokedynamic}: decided when the first object comes by,
 * by the class of that name among the object's own superclasses.
 */
final class LateRead implements Choices.Choice {
    private static final int UNDECIDED = -1;

    private final Linker linker;
    private final String owner;
    private final String field;
    private final String descriptor;
    private final ReadPoint point;
    private volatile int site = UNDECIDED;

    LateRead(Linker linker, String owner, String field, String descriptor, ReadPoint point) {
        this.linker = linker;
        this.owner = owner;
        this.field = field;
        this.descriptor = descriptor;
        this.point = point;
    }

    @Override
    public int site(Object object) {
        if (site == UNDECIDED) {
            String name = owner.replace('/', '.');
            for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().equals(name)) {
                    int linked = linker.site(type, field, descriptor, point, reader(object));
                    site = Math.max(linked, 0); // a choice of a choice: not for class files of before 2011
                    return site;
                }
            }
            return 0;
        }
        return site;
    }

    /** The class that reads, if it is one of the object's own; null if it is another, and the read is a foreign one. */
    private @Nullable Class<?> reader(Object object) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            if (point.place().startsWith(type.getName().concat("."))) {
                return type;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LateRead that
                && point.equals(that.point)
                && owner.equals(that.owner)
                && field.equals(that.field)
                && descriptor.equals(that.descriptor);
    }

    @Override
    public int hashCode() {
        return 31 * point.hashCode() + field.hashCode();
    }
}
