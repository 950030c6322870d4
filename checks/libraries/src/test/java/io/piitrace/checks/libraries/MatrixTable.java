package io.piitrace.checks.libraries;

import io.piitrace.ledger.AccessRecord;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of docs/libraries.md, as a run shows it. */
record MatrixTable(LibrariesRun run) {
    private static final Pattern SOURCE = Pattern.compile(".*\\([A-Za-z]\\w*\\.(java|kt|groovy)(:\\d+)?\\)");
    private static final Pattern LINE = Pattern.compile("\\(.*");
    private static final Pattern PACKAGE = Pattern.compile("^([a-z_0-9]\\w*\\.)+");

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("| library | version | operation | read by | kind | reads |\n");
        text.append("|---|---|---|---|---|---|\n");
        for (Outcome outcome : run.outcomes()) {
            String cells = String.join(
                    " | ",
                    outcome.library(),
                    outcome.version().isEmpty() ? "JDK" : outcome.version(),
                    outcome.name(),
                    readers(outcome),
                    kinds(outcome),
                    reads(run.counts(outcome.number())));
            text.append("| ").append(cells).append(" |\n");
        }
        return text.toString();
    }

    private String readers(Outcome outcome) {
        return run.of(outcome.number()).stream()
                .map(MatrixTable::reader)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String kinds(Outcome outcome) {
        return outcome.expected().keySet().stream()
                .map(key -> key.substring(key.indexOf(' ') + 1))
                .collect(
                        Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), k -> String.join(", ", k)));
    }

    /** {@code 1 + 1}: of the reference and of the primitive field. */
    private static String reads(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().substring(0, entry.getKey().indexOf(' ')),
                        java.util.TreeMap::new,
                        Collectors.summingInt(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + ' ' + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Class and method; names of generated classes change from run to run. */
    private static String reader(AccessRecord access) {
        String place = access.site().place();
        if (place.contains("(") && !SOURCE.matcher(place).matches()) {
            return "generated code";
        }
        String code = LINE.matcher(place).replaceFirst("");
        code = code.replaceAll("lambda\\$(\\w+)\\$\\d+", "$1");
        return '`' + PACKAGE.matcher(code).replaceFirst("") + '`';
    }
}
