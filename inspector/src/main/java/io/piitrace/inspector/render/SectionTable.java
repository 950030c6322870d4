package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Finding;
import io.piitrace.inspector.query.Finding.Episode;
import io.piitrace.inspector.query.Signal;
import io.piitrace.inspector.query.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sections as plain tables, for the formats that have nothing else. */
final class SectionTable {
    private static final List<String> FINDING = List.of(
            "rank",
            "score",
            "title",
            "rules",
            "reasons",
            "principal",
            "party",
            "roles",
            "region",
            "tenant",
            "purpose",
            "purpose_source",
            "ticket",
            "entry",
            "categories",
            "first",
            "last",
            "count",
            "subjects",
            "evidence");

    private SectionTable() {}

    /** The section as a table, or null where it is none. */
    static @Nullable Table of(Section section) {
        if (section instanceof Section.Rows rows) {
            return rows.table();
        }
        if (section instanceof Section.Matrix matrix) {
            return matrix.table();
        }
        return section instanceof Section.Findings findings ? findings(findings.findings()) : null;
    }

    private static Table findings(List<Finding> findings) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            Episode episode = finding.episode();
            rows.add(Arrays.asList(
                    (long) rows.size() + 1,
                    (long) finding.score(),
                    finding.title(),
                    joined(finding, Signal::rule, ","),
                    joined(finding, Signal::reason, "; "),
                    episode.principal(),
                    episode.party(),
                    episode.roles(),
                    episode.region(),
                    episode.tenant(),
                    episode.purpose(),
                    episode.purposeSource(),
                    episode.ticket(),
                    episode.entry(),
                    episode.categories(),
                    episode.first(),
                    episode.last(),
                    episode.accesses(),
                    episode.subjects(),
                    finding.evidence()));
        }
        return new Table(FINDING, rows);
    }

    private static String joined(Finding finding, java.util.function.Function<Signal, String> part, String between) {
        return finding.signals().stream().map(part).collect(Collectors.joining(between));
    }
}
