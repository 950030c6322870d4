package io.piitrace.ledger;

import java.util.Locale;

/** By which route a personal field was read. The order is part of the ledger format: add at the end only. */
public enum AccessKind {
    GETTER,
    DERIVED,
    TO_STRING,
    EQUALS_HASH,
    COPY,
    INTERNAL,
    FOREIGN,
    REFLECTION,
    HANDLE,
    UNSAFE,
    SERIALIZATION,
    PERSISTENCE,
    VALIDATION,
    PROBE,
    NATIVE,
    RECORDED;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The kind as records, commands and documents write it: {@code to-string}. */
    public String code() {
        return code;
    }
}
