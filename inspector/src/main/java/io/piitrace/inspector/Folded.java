package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The line that stands for reads by which data only moved inside the program. */
final class Folded {
    private Folded() {}

    static List<String> note(Investigation investigation, KindOptions kinds, String principal, String trace) {
        if (kinds.allKinds) {
            return List.of();
        }
        Table folded =
                investigation.ask("folded", Map.of("categories", kinds.list(), "principal", principal, "trace", trace));
        if (folded.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (int row = 0; row < folded.size(); row++) {
            parts.add(String.format(Locale.ROOT, "%s %,d", folded.text(row, "kind"), folded.number(row, "count")));
        }
        return List.of(String.format(
                Locale.ROOT,
                "and %,d reads inside the program: %s (--all-kinds shows them)",
                folded.sum("count"),
                String.join(", ", parts)));
    }
}
