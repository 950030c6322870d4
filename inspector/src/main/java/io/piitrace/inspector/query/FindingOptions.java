package io.piitrace.inspector.query;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What counts as a finding.
 *
 * @param off when nobody is expected to work, null for never
 * @param bulk how many people within an hour are many
 * @param known how long the ledgers have to go back before a place in the code that is read from for the first time is news
 * @param watched pseudonyms of people of whom every read is a finding
 * @param persons pseudonyms of principals who are people in the data themselves
 */
public record FindingOptions(
        Rules rules,
        @Nullable OffHours off,
        int bulk,
        Duration known,
        boolean allKinds,
        Set<String> watched,
        Map<String, Set<String>> persons) {
    public static final FindingOptions STANDARD =
            new FindingOptions(Rules.standard(), null, 25, Duration.ofDays(1), false, Set.of(), Map.of());

    public FindingOptions {
        watched = Set.copyOf(watched);
        persons = Map.copyOf(persons);
    }

    /** From one time of the day to another, over midnight where the first is the later one. */
    public record OffHours(LocalTime from, LocalTime to, ZoneId zone) {
        boolean contains(java.time.Instant time) {
            LocalTime local = time.atZone(zone).toLocalTime();
            return from.isBefore(to)
                    ? !local.isBefore(from) && local.isBefore(to)
                    : !local.isBefore(from) || local.isBefore(to);
        }

        @Override
        public String toString() {
            return from + "–" + to + " " + zone;
        }
    }

    /** Rows for the tables of the same names. */
    List<List<String>> watchedRows() {
        return watched.stream().map(List::of).toList();
    }

    List<List<String>> personRows() {
        return persons.entrySet().stream()
                .flatMap(person -> person.getValue().stream().map(subject -> List.of(person.getKey(), subject)))
                .toList();
    }
}
