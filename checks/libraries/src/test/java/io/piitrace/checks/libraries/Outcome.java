package io.piitrace.checks.libraries;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the program says of one operation, as a line of text.
 *
 * @param place how the names of the classes that read begin
 * @param expected reads by {@code field kind} each time that it is done
 * @param repeated how often it was repeated
 * @param failure empty if there was none
 */
record Outcome(
        int number,
        String library,
        String version,
        String name,
        String place,
        Map<String, Integer> expected,
        int repeated,
        String failure) {
    /** Starts a line; libraries write lines too. */
    static final String MARK = "operation\t";

    private static final String SEPARATOR = "\t";

    Outcome(int number, Operation operation, int repeated, String failure) {
        this(
                number,
                operation.library().name(),
                operation.library().version(),
                operation.name(),
                operation.place(),
                operation.expected(),
                repeated,
                failure);
    }

    String title() {
        return (library + ' ' + version + ", " + name).replace(" ,", ",");
    }

    String line() {
        StringBuilder counts = new StringBuilder();
        expected.forEach(
                (key, count) -> counts.append(key).append('=').append(count).append(';'));
        return MARK
                + String.join(
                        SEPARATOR,
                        Integer.toString(number),
                        library,
                        version,
                        name,
                        place,
                        counts,
                        Integer.toString(repeated),
                        failure.replaceAll("\\s", " "));
    }

    static Outcome of(String line) {
        String[] parts = line.substring(MARK.length()).split(SEPARATOR, -1);
        Map<String, Integer> expected = new TreeMap<>();
        Arrays.stream(parts[5].split(";", -1)).filter(part -> !part.isEmpty()).forEach(part -> {
            int equals = part.indexOf('=');
            expected.put(part.substring(0, equals), Integer.parseInt(part.substring(equals + 1)));
        });
        return new Outcome(
                Integer.parseInt(parts[0]),
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                expected,
                Integer.parseInt(parts[6]),
                parts[7]);
    }

    /** What is expected if it is done that often. */
    Map<String, Integer> expected(int times) {
        Map<String, Integer> multiplied = new TreeMap<>(expected);
        multiplied.replaceAll((key, count) -> count * times);
        if (times == 0) {
            multiplied.clear();
        }
        return multiplied;
    }
}
