package io.piitrace.agent.recorder;

import org.jspecify.annotations.Nullable;

/**
 * What the recorder knows about one class of objects.
 *
 * @param id a small number of its own
 * @param name the class's name; null for classes beyond those that can be numbered
 * @param subject where the id of the person is
 * @param tenant where the tenant of the data is
 */
record Shape(
        int id,
        @Nullable String name,
        @Nullable FieldPath subject,
        @Nullable FieldPath tenant) {
    /** Of static fields: in place of an object a class is handed over, and no traced field is one of a class object. */
    static final Shape STATIC = new Shape(0, null, null, null);

    /** Why nothing is known of whom an object without a path is about. */
    UnknownSubject unknown() {
        return id == STATIC.id ? UnknownSubject.STATIC_FIELD : UnknownSubject.NO_SUBJECT_DECLARED;
    }
}
