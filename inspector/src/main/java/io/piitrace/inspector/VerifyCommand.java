package io.piitrace.inspector;

import io.piitrace.inspector.query.Completeness;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.KeptElsewhere;
import io.piitrace.inspector.query.Proof;
import io.piitrace.inspector.render.Answer;
import io.piitrace.inspector.render.Format;
import io.piitrace.inspector.render.Renderer;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.VerifyOptions;
import io.piitrace.ledger.seal.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
            "  piitrace verify --print-checkpoint /var/piitrace >> elsewhere/checkpoints",
            "  piitrace verify --checkpoint elsewhere/checkpoints /var/piitrace",
            "",
            "A checkpoint that was kept elsewhere shows what the ledger alone cannot: that its end was cut off, or its newest",
            "part written anew by who had the key.",
            "A ledger whose end is not sealed belongs to a JVM that runs or died, or lost its end: that is told, and is no failure."
        })
final class VerifyCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE|TEXT",
            description =
                    "A checkpoint that was kept elsewhere, or a file of them: the ledger must still say the same. Repeatable.")
    List<String> checkpoints = List.of();

    @Option(
            names = "--public-key",
            paramLabel = "FILE|HEX",
            description = "The ledger's first public key as it was kept elsewhere (keys/NAME.public). Repeatable.")
    List<String> publicKeys = List.of();

    @Option(
            names = "--records",
            description =
                    "Also decode every record and hold it to the summary of its block; slower, and no altered byte escapes without.")
    boolean records;

    @Option(
            names = "--print-checkpoint",
            description =
                    "Print the newest signed checkpoint of every ledger that verifies, a line each, to be kept elsewhere; the rest goes to stderr.")
    boolean printCheckpoint;

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    VerifyOptions verification() {
        return new VerifyOptions(
                records,
                checkpoints.stream()
                        .flatMap(given -> KeptElsewhere.checkpoints(given).stream())
                        .toList(),
                publicKeys.stream()
                        .flatMap(given -> KeptElsewhere.keys(given).stream())
                        .toList(),
                keys());
    }

    @Override
    int write(Investigation investigation) throws IOException {
        if (!printCheckpoint) {
            return super.write(investigation);
        }
        Completeness completeness = investigation.completeness();
        try (Output output = Output.to(file, out())) {
            for (LedgerVerdict verdict : investigation.verification().ledgers()) {
                SignedCheckpoint last = verdict.seals().last();
                if (verdict.flaws().isEmpty() && last != null) {
                    output.out().println(last.line());
                }
            }
            output.complete();
        }
        Renderer.of(Format.JSONL, out(), err(), false, false).render(new Answer(title(), completeness, List.of()));
        return completeness.trustworthy() ? 0 : Complaint.FINDINGS;
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
                        Cell.of("kept elsewhere", "kept_elsewhere"),
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
