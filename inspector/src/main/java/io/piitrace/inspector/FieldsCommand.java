package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Every traced field: who reads it, from where, since when. */
@Command(
        name = "fields",
        description = "Every traced field: who reads it, from which sites, first seen.",
        footer = {
            "",
            "Examples:",
            "  piitrace fields /var/piitrace",
            "  piitrace fields --category ssn --format csv /var/piitrace"
        })
final class FieldsCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Mixin
    KindOptions kinds = new KindOptions();

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "Which personal fields are read, by whom and from where?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        investigation.keep();
        Map<String, Object> which = Map.of("categories", kinds.list(), "all_kinds", kinds.allKinds);
        return List.of(
                new Section.Rows(
                        "fields",
                        "Fields",
                        investigation.ask("fields", which),
                        List.of(
                                Cell.of("field"),
                                Cell.of("category"),
                                Cell.of("sensitivity"),
                                Cell.bar("reads", "count"),
                                Cell.of("people"),
                                Cell.of("principals"),
                                Cell.of("sites"),
                                Cell.of("first"),
                                Cell.of("last")),
                        "no field was read",
                        List.of()),
                new Section.Rows(
                        "sites",
                        "Sites",
                        investigation.ask("field_sites", which),
                        List.of(
                                Cell.of("field"),
                                Cell.of("read at", "site"),
                                Cell.of("kind"),
                                Cell.of("reads", "count"),
                                Cell.of("principals"),
                                Cell.of("first seen", "first")),
                        "none",
                        Folded.note(investigation, kinds, "", "")));
    }
}
