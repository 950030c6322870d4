package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Who read this person's data, when, in which role, why, through which code. */
@Command(
        name = "who",
        description = "Who read this person's data, when, in which role, why, through which code.",
        footer = {
            "",
            "Examples:",
            "  piitrace who --subject 4711 /var/piitrace",
            "  piitrace who --subject 4711 --category ssn,salary --from 2026-11-01 /var/piitrace/ledger",
            "  piitrace who --subject 0f3a…32 digits… --format json a.ledger b.ledger"
        })
final class WhoCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Mixin
    SubjectOptions person = new SubjectOptions();

    @Mixin
    KindOptions kinds = new KindOptions();

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "Who read the data of " + person.id + "?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        investigation.about(person.pseudonyms(investigation));
        Table readers = investigation.ask("who", Map.of("all_kinds", kinds.allKinds, "categories", kinds.list()));
        List<Cell> cells = List.of(
                Cell.of("when", "first", "last"),
                Cell.of("who", "principal", "principal_source", "party", "roles", "region", "tenant"),
                Cell.of("why", "purpose", "purpose_source", "ticket", "claimed_purpose", "claimed_ticket"),
                Cell.of("what", "category", "field", "kind"),
                Cell.of("through", "entry", "site"),
                Cell.of("reads", "count"));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section.Rows(
                "reads",
                "",
                readers,
                cells,
                "nobody read data of this person, as far as these ledgers tell",
                Folded.note(investigation, kinds, "", "")));
        return sections;
    }
}
