package io.piitrace.inspector.query;

import io.piitrace.ledger.Scan;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledgers an answer is about.
 *
 * @param from accesses before this are left out
 * @param to accesses at or after this are left out
 * @param tenants tenants under which the access ran or to which the data belongs; empty for all
 * @param subjects pseudonyms; empty for everybody
 */
public record Scope(@Nullable Instant from, @Nullable Instant to, Set<String> tenants, Set<String> subjects) {
    public static final Scope ALL = new Scope(null, null, Set.of(), Set.of());

    public Scope {
        tenants = Set.copyOf(tenants);
        subjects = Set.copyOf(subjects);
    }

    public Scope about(Set<String> pseudonyms) {
        return new Scope(from, to, tenants, pseudonyms);
    }

    /** The same for a reader of ledgers. */
    public Scan scan() {
        return new Scan(
                from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                to == null ? Long.MAX_VALUE : to.toEpochMilli(),
                subjects,
                tenants);
    }
}
