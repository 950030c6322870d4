package io.piitrace.ledger;

import java.util.Set;

/**
 * Which accesses a reader returns; notices are always returned. An empty set is no restriction.
 *
 * @param fromMs accesses that ended before this are left out
 * @param toMs accesses that began at or after this are left out
 * @param subjects pseudonyms
 * @param tenants tenants under which the access ran, or to which the data belongs
 */
public record Scan(long fromMs, long toMs, Set<String> subjects, Set<String> tenants) {
    /** Everything. */
    public static final Scan ALL = new Scan(Long.MIN_VALUE, Long.MAX_VALUE, Set.of(), Set.of());

    public Scan {
        subjects = Set.copyOf(subjects);
        tenants = Set.copyOf(tenants);
    }

    boolean overlaps(long firstMs, long lastMs) {
        return lastMs >= fromMs && firstMs < toMs;
    }
}
