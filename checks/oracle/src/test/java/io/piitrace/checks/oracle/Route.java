package io.piitrace.checks.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A way to a personal field.
 *
 * @param id letter of its group, and number
 * @param caughtBy what the agent does about it; {@code open} if nothing
 * @param way its name in the program
 * @param field {@code class#field}, read by this way alone
 */
record Route(String id, String what, String caughtBy, String way, String field) {
    private static final int FIRST_WITH_PATTERNS = 21;

    /** All of them, as they stand in {@code routes.txt}. */
    static List<Route> all() throws IOException {
        try (InputStream in = Route.class.getResourceAsStream("routes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Route::parse)
                    .toList();
        }
    }

    private static Route parse(String line) {
        String[] cells = line.split(" \\| ", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException(line);
        }
        return new Route(cells[0], cells[1], cells[2], cells[3], cells[4]);
    }

    char group() {
        return id.charAt(0);
    }

    boolean isOpen() {
        return caughtBy.equals("open");
    }

    /** As the table in the documents has it. */
    String row(Set<String> kinds) {
        String recorded = isOpen() ? "–" : '`' + String.join("`, `", kinds) + '`';
        return "| " + id + " | " + what + " | " + (isOpen() ? "**open**" : caughtBy) + " | " + recorded + " |";
    }

    /** Whether this JVM has it. */
    boolean applies() {
        return group() != 'D' || Runtime.version().feature() >= FIRST_WITH_PATTERNS;
    }
}
