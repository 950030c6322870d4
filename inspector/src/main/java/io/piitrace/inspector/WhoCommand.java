package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--subject",
            paramLabel = "ID",
            required = true,
            description = "The person: the id that the application uses, or a pseudonym of 32 hexadecimal digits.")
    String subject = "";

    @Option(
            names = "--subject-key",
            paramLabel = "FILE",
            description = "Key that turns ids into pseudonyms. Default: keys/subject.key beside the ledgers.")
    @Nullable
    Path key;

    @Mixin
    KindOptions kinds = new KindOptions();

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "Who read the data of " + subject + "?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        investigation.about(Pseudonyms.of(subject, key, investigation));
        Table readers = investigation.ask("who", Map.of("all_kinds", kinds.allKinds, "categories", kinds.list()));
        List<Cell> cells = List.of(
                Cell.of("when", "first", "last"),
                Cell.of("who", "principal", "party", "roles", "region", "tenant"),
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
