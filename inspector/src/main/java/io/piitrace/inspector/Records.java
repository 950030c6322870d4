package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Access records as a section, of limited length. */
final class Records {
    static final List<Cell> CELLS = List.of(
            Cell.of("when", "first", "last"),
            Cell.of("who", "principal", "principal_source", "party", "roles", "region", "tenant"),
            Cell.of("why", "purpose", "purpose_source", "ticket", "claimed_purpose", "claimed_ticket"),
            Cell.of("whose", "subject", "subject_unknown", "subject_tenant"),
            Cell.of("what", "category", "field", "kind"),
            Cell.of("through", "entry", "site"),
            Cell.of("reads", "count"));

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many records to show; 0 for all. Default: ${DEFAULT-VALUE}.")
    int limit = 1000;

    Section section(Investigation investigation, KindOptions kinds, String principal, String trace) {
        Map<String, Object> which = new LinkedHashMap<>();
        which.put("all_kinds", kinds.allKinds);
        which.put("categories", kinds.list());
        which.put("principal", principal);
        which.put("trace", trace);
        which.put("limit", limit == 0 ? Long.MAX_VALUE : (long) limit);
        Table records = investigation.ask("timeline", which);
        List<String> notes = new ArrayList<>(Folded.note(investigation, kinds, principal, trace));
        if (records.size() == limit) {
            Table size = investigation.ask("timeline_size", which);
            notes.add(String.format(
                    Locale.ROOT,
                    "the first %,d of %,d records only (--limit 0 shows all)",
                    records.size(),
                    size.number(0, "records")));
        }
        return new Section.Rows("records", "", records, CELLS, "no reads", notes);
    }
}
