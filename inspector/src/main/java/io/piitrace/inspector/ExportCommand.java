package io.piitrace.inspector;

import io.piitrace.inspector.query.Completeness;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.render.Answer;
import io.piitrace.inspector.render.Format;
import io.piitrace.inspector.render.RecordWriter;
import io.piitrace.inspector.render.Renderer;
import io.piitrace.inspector.render.Section;
import io.piitrace.ledger.CorruptLedgerException;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The records for other tools. */
@Command(
        name = "export",
        description = "The records for other tools: jsonl has all of them, one object a line; csv the accesses.",
        footer = {
            "",
            "Examples:",
            "  piitrace export --format jsonl /var/piitrace > records.jsonl",
            "  piitrace export --format csv --tenant acme --from 2026-11-01 --output acme.csv /var/piitrace",
            "",
            "The completeness header goes to stderr."
        })
final class ExportCommand extends LedgerCommand {
    private static final int STEP = 8192;

    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Option(names = "--accesses-only", description = "jsonl: leave out start, stop, loss and other notices.")
    boolean accessesOnly;

    @Option(names = "--subject", paramLabel = "ID", description = "Only reads about this person: id or pseudonym.")
    @Nullable
    String subject;

    @Option(
            names = "--subject-key",
            paramLabel = "FILE",
            description = "Key that turns ids into pseudonyms. Default: keys/subject.key beside the ledgers.")
    @Nullable
    Path key;

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "Export";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        return List.of();
    }

    @Override
    int write(Investigation investigation) throws IOException {
        if (format == Format.TEXT) {
            format = Format.JSONL;
        }
        if (format != Format.JSONL && format != Format.CSV) {
            throw new ParameterException(spec.commandLine(), "export writes jsonl or csv, not " + format);
        }
        if (subject != null) {
            investigation.about(Pseudonyms.of(subject, key, investigation));
        }
        try (Output output = Output.to(file, out())) {
            RecordWriter writer = RecordWriter.of(format, output.out());
            for (Path ledger : investigation.files()) {
                copy(ledger, investigation, writer, output);
            }
            writer.end();
            Completeness completeness = investigation.completeness();
            output.complete();
            Renderer.of(format, out(), err(), false, false).render(new Answer(title(), completeness, List.of()));
            return completeness.trustworthy() ? 0 : Complaint.FINDINGS;
        }
    }

    private void copy(Path ledger, Investigation investigation, RecordWriter writer, Output output) throws IOException {
        boolean notices = format == Format.JSONL && !accessesOnly;
        long records = 0;
        try (LedgerReader reader =
                LedgerReader.open(ledger, investigation.scope().scan(), investigation.keys())) {
            for (LedgerRecord next = reader.next(); next != null; next = reader.next()) {
                if (notices || !(next instanceof Notice)) {
                    writer.write(next);
                }
                records++;
                if (records % STEP == 0 && output.gone()) {
                    return;
                }
            }
        } catch (CorruptLedgerException e) {
            investigation.damage().report(ledger, e);
        }
    }
}
