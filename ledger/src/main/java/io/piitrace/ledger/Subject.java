package io.piitrace.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The person whom the data is about. Exactly one of {@code pseudonym} and {@code unknownReason} is present.
 *
 * @param pseudonym keyed pseudonym, 32 lower-case hexadecimal digits
 * @param unknownReason why the person is not known, {@code no-subject-declared} for one
 * @param tenant the tenant that the object says it belongs to, where it says so
 */
public record Subject(
        @Nullable String pseudonym,
        @Nullable String unknownReason,
        @Nullable String tenant) {}
