package io.piitrace.agent.recorder;

import org.jspecify.annotations.Nullable;

/** Stands for the object where a personal datum is no field of one: it knows whom the datum is about, and nothing else. */
final class Datum {
    /** The field below, as a path to the id. */
    static final String ID = "id";

    /** An id, or an {@link UnknownSubject}; read from memory like the id of any other object. */
    final @Nullable Object id;

    Datum(@Nullable Object id) {
        this.id = id;
    }
}
