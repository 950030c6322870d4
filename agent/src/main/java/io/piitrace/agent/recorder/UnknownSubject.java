package io.piitrace.agent.recorder;

import java.util.Locale;

/** Why the person that an object is about is not known. */
enum UnknownSubject {
    /** Neither annotation nor option tells where the id is. */
    NO_SUBJECT_DECLARED,
    /** The id, or an object on the way to it, is null. */
    NO_ID,
    /** The declared path names a field that is not there. */
    NO_SUCH_FIELD,
    /** The way leads through an entity that is not loaded, and whose key is not the declared id. */
    NOT_LOADED,
    /** The id is of a type that is not understood. */
    UNSUPPORTED_ID,
    /** A static field belongs to no object. */
    STATIC_FIELD,
    /** A query picked the datum out of an entity, and not the entity's id. */
    NOT_SELECTED;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String code() {
        return code;
    }

    static UnknownSubject of(long ordinal) {
        return values()[(int) ordinal];
    }
}
