package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.render.Section;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The accesses in their order. */
@Command(
        name = "timeline",
        description = "The accesses in their order, record by record.",
        footer = {
            "",
            "Examples:",
            "  piitrace timeline --principal pat@partner.example --category ssn /var/piitrace",
            "  piitrace timeline --subject 4711 --from 2026-11-23T02:00 --to 2026-11-23T03:00 /var/piitrace"
        })
final class TimelineCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Option(names = "--principal", paramLabel = "NAME", description = "Only reads by this principal.")
    String principal = "";

    @Option(names = "--subject", paramLabel = "ID", description = "Only reads about this person: id or pseudonym.")
    @Nullable
    String subject;

    @Option(
            names = "--subject-key",
            paramLabel = "FILE",
            description = "Key that turns ids into pseudonyms. Default: keys/subject.key beside the ledgers.")
    @Nullable
    Path key;

    @Mixin
    KindOptions kinds = new KindOptions();

    @Mixin
    Records records = new Records();

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "What was read, in order?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        if (subject != null) {
            investigation.about(Pseudonyms.of(subject, key, investigation));
        }
        return List.of(records.section(investigation, kinds, principal, ""));
    }
}
