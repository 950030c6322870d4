package io.piitrace.inspector;

import io.piitrace.inspector.query.FindingOptions;
import io.piitrace.inspector.query.FindingOptions.OffHours;
import io.piitrace.inspector.query.InputException;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user says about what is a finding. */
final class FindingArguments {
    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Who may read what for which purpose, before the vocabulary's own list.")
    @Nullable
    Path rules;

    @Option(
            names = "--off-hours",
            paramLabel = "FROM-TO",
            description = "When nobody is expected to work: 20:00-06:00.")
    @Nullable
    String offHours;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone of --off-hours. Default: UTC.")
    String zone = "UTC";

    @Option(
            names = "--bulk",
            paramLabel = "N",
            description = "About how many people within an hour is many. Default: ${DEFAULT-VALUE}.")
    int bulk = 25;

    @Option(
            names = "--known-after",
            paramLabel = "DURATION",
            description =
                    "How long the ledgers must go back before a place in the code that reads for the first time is a"
                            + " finding: P1D, PT4H. Default: ${DEFAULT-VALUE}.")
    Duration known = Duration.ofDays(1);

    @Option(
            names = "--watch",
            paramLabel = "FILE",
            description = "People of whom every read is a finding: ids or pseudonyms, one a line.")
    @Nullable
    Path watch;

    @Option(
            names = "--people",
            paramLabel = "FILE",
            description =
                    "Principals who are people in the data: principal,id a line. Reads about the own person are findings.")
    @Nullable
    Path people;

    @Option(
            names = "--subject-key",
            paramLabel = "FILE",
            description = "Key that turns the ids in these files into pseudonyms.")
    @Nullable
    Path key;

    @Option(names = "--all-kinds", description = "Count reads by which data only moved inside the program too.")
    boolean allKinds;

    FindingOptions options(Investigation investigation) {
        return new FindingOptions(
                rules == null ? Rules.standard() : Rules.read(rules),
                off(),
                bulk,
                known,
                allKinds,
                watched(investigation),
                persons(investigation));
    }

    private @Nullable OffHours off() {
        if (offHours == null) {
            return null;
        }
        try {
            int dash = offHours.indexOf('-');
            return new OffHours(
                    LocalTime.parse(offHours.substring(0, Math.max(0, dash))),
                    LocalTime.parse(offHours.substring(dash + 1)),
                    ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new InputException("not a time of the day or a zone: --off-hours " + offHours + " --zone " + zone
                    + "; write 20:00-06:00 and Europe/Berlin");
        }
    }

    private Set<String> watched(Investigation investigation) {
        if (watch == null) {
            return Set.of();
        }
        Set<String> pseudonyms = new HashSet<>();
        for (String line : lines(watch)) {
            pseudonyms.addAll(Pseudonyms.of(line, key, investigation));
        }
        return pseudonyms;
    }

    private Map<String, Set<String>> persons(Investigation investigation) {
        if (people == null) {
            return Map.of();
        }
        Map<String, Set<String>> persons = new HashMap<>();
        for (String line : lines(people)) {
            int comma = line.lastIndexOf(',');
            if (comma < 1) {
                throw new InputException("bad line: file=" + people + " expected=principal,id found=" + line);
            }
            persons.put(
                    line.substring(0, comma).strip(),
                    Pseudonyms.of(line.substring(comma + 1).strip(), key, investigation));
        }
        return persons;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new InputException("cannot be read: " + file + ": " + e, e);
        }
    }
}
