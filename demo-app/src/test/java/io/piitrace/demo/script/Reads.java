package io.piitrace.demo.script;

import io.piitrace.ledger.seal.SubjectKey;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads of personal fields, counted by who read what of whom and why: on one side what the script knows that it caused, on
 * the other what a ledger tells.
 *
 * <p><b>Threading.</b> Any thread.
 */
public final class Reads {
    /**
     * One kind of read.
     *
     * @param principal who read; so party and tenant; empty if unknown
     * @param field declaring class, without the application's package, and field: {@code domain.Employee#ssn}
     * @param subject pseudonym, or employee number before it is turned into one
     * @param subjectTenant whose data it is
     */
    public record Key(
            String principal,
            String party,
            String tenant,
            String purpose,
            String field,
            String subject,
            String subjectTenant)
            implements Comparable<Key> {
        public Key {
            Objects.requireNonNull(subject);
        }

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Key, Long> counts = new TreeMap<>();

    public synchronized void add(Key key, long count) {
        counts.merge(key, count, Long::sum);
    }

    public synchronized Map<Key, Long> counts() {
        return new TreeMap<>(counts);
    }

    public long total() {
        return count(key -> true);
    }

    public synchronized long count(Predicate<Key> which) {
        return counts.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public synchronized long subjects(Predicate<Key> which) {
        return counts.keySet().stream()
                .filter(which)
                .map(key -> key.subjectTenant() + '/' + key.subject())
                .distinct()
                .count();
    }

    /** The same, with pseudonyms in the place of employee numbers, as a ledger has them. */
    public Reads under(SubjectKey key) {
        Reads hidden = new Reads();
        counts().forEach((read, count) -> hidden.add(
                new Key(
                        read.principal(),
                        read.party(),
                        read.tenant(),
                        read.purpose(),
                        read.field(),
                        key.pseudonym(read.subjectTenant(), read.subject()),
                        read.subjectTenant()),
                count));
        return hidden;
    }

    /** Where the two sides differ: a line each, at most this many; empty if they do not. */
    public String differences(Reads told, int most) {
        Map<Key, Long> expected = counts();
        Map<Key, Long> actual = told.counts();
        Map<Key, String> lines = new TreeMap<>();
        expected.forEach((key, count) -> note(lines, key, count, actual.getOrDefault(key, 0L)));
        actual.forEach((key, count) -> note(lines, key, expected.getOrDefault(key, 0L), count));
        StringBuilder text = new StringBuilder();
        lines.values().stream().limit(most).forEach(line -> text.append(line).append('\n'));
        if (lines.size() > most) {
            text.append("and ").append(lines.size() - most).append(" more\n");
        }
        return text.toString();
    }

    private static void note(Map<Key, String> lines, Key key, long expected, long told) {
        if (expected != told) {
            lines.put(key, key + ": caused " + expected + ", the ledger tells " + told);
        }
    }
}
