package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.render.Format;
import io.piitrace.inspector.render.Section;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One file for an incident. */
@Command(
        name = "report",
        description =
                "One self-contained HTML file for an incident: findings, timeline, who read what, and the integrity proof.",
        footer = {
            "",
            "Examples:",
            "  piitrace report --output incident.html /var/piitrace",
            "  piitrace report --from 2026-11-23 --tenant acme --off-hours 20:00-06:00 --output incident.html /var/piitrace",
            "",
            "The file needs nothing else: no script, no request to anywhere. It holds pseudonyms of people, and never a value."
        })
final class ReportCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Option(names = "--title", paramLabel = "TEXT", description = "What stands above it. Default: ${DEFAULT-VALUE}.")
    String title = "Incident report";

    @Option(
            names = "--appendix",
            paramLabel = "N",
            description = "How many records to attach for each of the worst findings. Default: ${DEFAULT-VALUE}.")
    int appendix = 25;

    @Mixin
    FindingArguments arguments = new FindingArguments();

    ReportCommand() {
        format = Format.HTML;
    }

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    List<Section> answer(Investigation investigation) {
        investigation.keep();
        return new ReportSections(investigation, arguments.options(investigation), appendix).all();
    }

    @Override
    int status(List<Section> sections) {
        return sections.get(0) instanceof Section.Findings findings
                        && findings.findings().isEmpty()
                ? 0
                : Complaint.FINDINGS;
    }
}
