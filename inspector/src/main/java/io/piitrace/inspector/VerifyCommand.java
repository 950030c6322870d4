package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Proof;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Is the log whole and unaltered; which block of which file is not, and why. */
@Command(
        name = "verify",
        description = "Is the log whole and unaltered; which block of which file is not, and why.",
        footer = {
            "",
            "Examples:",
            "  piitrace verify /var/piitrace",
            "  piitrace verify --format json host1.ledger host2.ledger",
            "",
            "A ledger whose end is not sealed belongs to a JVM that runs or died, or lost its end: that is told, and is no failure."
        })
final class VerifyCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "Is the log whole and unaltered?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        Proof proof = Proof.of(investigation.completeness());
        List<Section> sections = new ArrayList<>();
        sections.add(new Section.Rows(
                "ledgers",
                "Ledgers",
                proof.ledgers(),
                List.of(
                        Cell.of("ledger", "ledger", "head"),
                        Cell.of("state", "state", "end"),
                        Cell.of("files"),
                        Cell.of("blocks"),
                        Cell.of("records"),
                        Cell.of("accesses"),
                        Cell.of("signed checkpoints", "signed"),
                        Cell.of("when", "first", "last")),
                "none",
                List.of()));
        if (!proof.flaws().isEmpty()) {
            sections.add(new Section.Rows(
                    "flaws",
                    "What is wrong, and where",
                    proof.flaws(),
                    List.of(Cell.of("file"), Cell.of("block"), Cell.of("offset"), Cell.of("what"), Cell.of("detail")),
                    "nothing",
                    List.of()));
        }
        return sections;
    }
}
