package io.piitrace.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How it came to be known who works and where she sits; absent for what is unknown. What the roles say goes with the principal.
 *
 * @param principal {@code api}, {@code container}, {@code spring-security}, {@code claim} …
 * @param party the same, or {@code role} where it follows from one
 * @param tenant the same
 * @param region the same, or {@code network}
 */
public record Sources(
        @Nullable String principal,
        @Nullable String party,
        @Nullable String tenant,
        @Nullable String region) {
    public static final Sources NONE = of(null);

    /** One source of everything. */
    public static Sources of(@Nullable String source) {
        return new Sources(source, source, source, source);
    }
}
