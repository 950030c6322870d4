package io.piitrace.inspector;

import io.piitrace.inspector.query.FindingSearch;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.render.Section;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What should an investigator look at first. */
@Command(
        name = "findings",
        description =
                "What to look at first: reads with no purpose, outside the rules, of another tenant, in bulk; ranked.",
        footer = {
            "",
            "Examples:",
            "  piitrace findings /var/piitrace",
            "  piitrace findings --off-hours 20:00-06:00 --zone Europe/Berlin --rules rules.txt /var/piitrace",
            "",
            "A rule a line, the first that applies decides; where none does, the vocabulary does:",
            "  allow | client-user | payroll-admin | legal | *",
            "  deny  | *           | *             | *     | ssn | US",
            "(verb, party, role, purpose, category, region if wanted; * for any)",
            "",
            "Exit status 1 if there are findings."
        })
final class FindingsCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Mixin
    FindingArguments arguments = new FindingArguments();

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "What should be looked at?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        investigation.keep();
        return List.of(new Section.Findings(
                "findings", "", new FindingSearch(investigation, arguments.options(investigation)).run()));
    }

    @Override
    int status(List<Section> sections) {
        return sections.get(0) instanceof Section.Findings findings
                        && findings.findings().isEmpty()
                ? 0
                : Complaint.FINDINGS;
    }
}
