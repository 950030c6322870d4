package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What did this principal read: the blast radius of a person, or of a stolen account. */
@Command(
        name = "principal",
        description = "What did this principal read: blast radius, categories, entries, people, timeline.",
        footer = {
            "",
            "Examples:",
            "  piitrace principal pat@partner.example /var/piitrace",
            "  piitrace principal job:nightly-payout --from 2026-11-23 --format json /var/piitrace"
        })
final class PrincipalCommand extends LedgerCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The principal as records name it.")
    String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Mixin
    KindOptions kinds = new KindOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "How many people to list, those with most categories first; 0 for all. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "What did " + name + " read?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        investigation.keep();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("principal", name);
        about.put("all_kinds", kinds.allKinds);
        about.put("limit", limit == 0 ? Long.MAX_VALUE : (long) limit);
        Table summary = investigation.ask("principal_summary", about);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        summary.columns().forEach(column -> facts.put(column, summary.value(0, column)));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section.Rows(
                "categories",
                "What, in which role and why",
                investigation.ask("principal_categories", about),
                List.of(
                        Cell.of("what", "category"),
                        Cell.bar("people", "people"),
                        Cell.of("reads", "count"),
                        Cell.of("as", "party", "roles", "region", "tenant"),
                        Cell.of("data of", "subject_tenant"),
                        Cell.of("why", "purpose", "purpose_source", "ticket"),
                        Cell.of("when", "first", "last")),
                "no reads of this principal, as far as these ledgers tell",
                Folded.note(investigation, kinds, name, "")));
        sections.add(new Section.Facts("summary", "Blast radius", facts));
        sections.add(new Section.Rows(
                "entries",
                "Through which requests, jobs and code",
                investigation.ask("principal_entries", about),
                List.of(
                        Cell.of("entry", "entry"),
                        Cell.of("read", "field", "site", "kind"),
                        Cell.of("people", "people"),
                        Cell.of("reads", "count"),
                        Cell.of("when", "first", "last")),
                "none",
                List.of()));
        sections.add(timeline(investigation, about));
        Table people = investigation.ask("principal_subjects", about);
        sections.add(new Section.Rows(
                "people",
                "Whose data",
                people,
                List.of(),
                "none",
                people.size() == limit ? List.of("the first " + limit + " only (--limit 0 lists all)") : List.of()));
        return sections;
    }

    private static Section timeline(Investigation investigation, Map<String, Object> about) {
        return new Section.Rows(
                "timeline",
                "When",
                investigation.ask("hours", about),
                List.of(Cell.of("hour"), Cell.bar("reads", "accesses"), Cell.of("people")),
                "none",
                List.of());
    }
}
