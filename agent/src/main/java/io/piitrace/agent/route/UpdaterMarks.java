package io.piitrace.agent.route;

import org.jspecify.annotations.Nullable;

/** What an updater of a traced field records; an object of another class is none: there the updater throws. */
record UpdaterMarks(Class<?> owner, ReadMark read, ReadMark probe) {
    void read(@Nullable Object object) {
        if (owner.isInstance(object)) {
            read.read(object);
        }
    }

    void probe(@Nullable Object object) {
        if (owner.isInstance(object)) {
            probe.read(object);
        }
    }
}
