package io.piitrace.inspector;

import io.piitrace.inspector.query.Finding;
import io.piitrace.inspector.query.FindingOptions;
import io.piitrace.inspector.query.FindingSearch;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Proof;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import io.piitrace.inspector.render.TimeAxis;
import io.piitrace.inspector.render.TimeChart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a report, in the order in which an investigator reads them. */
final class ReportSections {
    private static final int PRINCIPALS = 12;
    private static final int WORST = 3;
    private static final long NOTICES = 100;

    private final Investigation investigation;
    private final int appendix;
    private final List<Finding> findings;
    private final Map<String, Object> all = new LinkedHashMap<>();

    ReportSections(Investigation investigation, FindingOptions options, int appendix) {
        this.investigation = investigation;
        this.appendix = appendix;
        findings = new FindingSearch(investigation, options).run();
        all.put("all_kinds", options.allKinds());
        all.put("categories", "");
        all.put("principal", "");
        all.put("trace", "");
        all.put("limit", (long) PRINCIPALS);
    }

    List<Section> all() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section.Findings("findings", "What should be looked at", findings));
        Section chart = chart();
        if (chart != null) {
            sections.add(chart);
        }
        sections.add(new Section.Matrix(
                "matrix",
                "Who read what",
                investigation.ask("matrix", all),
                "principal",
                "category",
                "people",
                "About how many people each principal read, by category; the stronger the colour, the more."));
        sections.add(principals());
        sections.add(fields());
        sections.addAll(missing());
        sections.addAll(proof());
        sections.add(records());
        sections.add(new Section.Prose(
                "check",
                "How to check this report",
                List.of(
                        "Verify the ledgers: piitrace verify LEDGER. Compare the heads above with those that were kept elsewhere.",
                        "Ask again: piitrace findings LEDGER, piitrace principal NAME LEDGER, piitrace who --subject ID LEDGER.",
                        "People appear under pseudonyms; who holds the subject key can tell which pseudonym an id has. No value of"
                                + " a personal field is in the ledgers or in this report.")));
        return sections;
    }

    private @Nullable Section chart() {
        Table span = investigation.ask("span");
        Instant first = span.time(0, "first");
        Instant last = span.time(0, "last");
        if (first == null || last == null) {
            return null;
        }
        TimeAxis axis = TimeAxis.over(first, last);
        Map<String, Object> by = new LinkedHashMap<>(all);
        by.put("unit", axis.unit());
        return new Section.Picture(
                "time",
                "When it was read",
                TimeChart.draw(axis, investigation.ask("volume", by), investigation.ask("activity", by), findings),
                "Accesses for each " + axis.unit()
                        + " by party, UTC. Beneath: the worst findings by their number, and when the"
                        + " busiest principals were active; the stronger the colour, the more people they read about.");
    }

    private Section principals() {
        return new Section.Rows(
                "principals",
                "Blast radius of the busiest principals",
                investigation.ask("top_principals", all),
                List.of(
                        Cell.of("principal", "principal", "party"),
                        Cell.bar("people", "people"),
                        Cell.bar("reads", "count"),
                        Cell.of("categories"),
                        Cell.of("entries"),
                        Cell.of("when", "first", "last")),
                "nobody read anything",
                List.of());
    }

    private Section fields() {
        return new Section.Rows(
                "fields",
                "Personal fields that were read",
                investigation.ask("fields", all),
                List.of(
                        Cell.of("field"),
                        Cell.of("category", "category", "sensitivity"),
                        Cell.bar("reads", "count"),
                        Cell.of("people"),
                        Cell.of("principals"),
                        Cell.of("sites"),
                        Cell.of("when", "first", "last")),
                "none",
                List.of("with the reads by which data only moved inside the program"));
    }

    private List<Section> missing() {
        List<Section> sections = new ArrayList<>();
        List<Cell> cells = List.of(
                Cell.of("when", "time"), Cell.of("where", "service", "instance"), Cell.of("says", "attributes"));
        for (String type : List.of("loss", "gap")) {
            Table notices = investigation.ask("notices", Map.of("type", type, "limit", NOTICES));
            if (!notices.isEmpty()) {
                sections.add(new Section.Rows(
                        type.equals("loss") ? "losses" : "gaps",
                        type.equals("loss") ? "Accesses that were not recorded" : "What could not be traced",
                        notices,
                        cells,
                        "none",
                        notices.size() == NOTICES ? List.of("the first " + NOTICES + " only") : List.of()));
            }
        }
        return sections;
    }

    private List<Section> proof() {
        Proof proof = Proof.of(investigation.completeness());
        List<Section> sections = new ArrayList<>();
        sections.add(new Section.Rows(
                "ledgers",
                "Integrity proof",
                proof.ledgers(),
                List.of(
                        Cell.of("ledger", "ledger", "id"),
                        Cell.of("state", "state", "end"),
                        Cell.of("files"),
                        Cell.of("blocks"),
                        Cell.of("records"),
                        Cell.of("signed checkpoints", "signed"),
                        Cell.of("head of the last checkpoint", "head")),
                "none",
                List.of()));
        if (!proof.flaws().isEmpty()) {
            sections.add(new Section.Rows(
                    "flaws", "What is wrong with the ledgers, and where", proof.flaws(), List.of(), "none", List.of()));
        }
        return sections;
    }

    private Section records() {
        Set<String> principals = new LinkedHashSet<>();
        for (Finding finding : findings.subList(0, Math.min(WORST, findings.size()))) {
            if (finding.episode().principal() != null) {
                principals.add(finding.episode().principal());
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Table records = Table.EMPTY;
        for (String principal : principals) {
            Map<String, Object> which = new LinkedHashMap<>(all);
            which.put("principal", principal);
            which.put("limit", (long) appendix);
            records = investigation.ask("timeline", which);
            rows.addAll(records.rows());
        }
        return new Section.Rows(
                "records",
                "Appendix: first records of the worst findings",
                new Table(records.columns(), rows),
                records.columns().isEmpty() ? List.of() : Records.CELLS,
                "none",
                List.of("at most " + appendix + " for each; piitrace timeline or export have all"));
    }
}
