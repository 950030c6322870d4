package io.piitrace.inspector;

import io.piitrace.inspector.query.InputException;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.render.Format;
import io.piitrace.inspector.render.RecordWriter;
import io.piitrace.inspector.render.Section;
import io.piitrace.ledger.CorruptLedgerException;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The newest records, and with {@code -f} those that come. */
@Command(
        name = "tail",
        description = "The newest records as JSON, one a line; with -f also those that come, until interrupted.",
        footer = {
            "",
            "Examples:",
            "  piitrace tail -n 20 /var/piitrace",
            "  piitrace tail -f /var/piitrace | grep '\"purpose\":\"undeclared\"'",
            "",
            "Records appear when the agent's drain has sealed them. The completeness header goes to stderr."
        })
final class TailCommand extends LedgerCommand {
    private static final long PAUSE_MS = 250;

    private final Map<Path, LedgerReader> readers = new LinkedHashMap<>();

    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Option(names = "-f", description = "Go on with the records that come.")
    boolean follow;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "How many records there are already to show. Default: ${DEFAULT-VALUE}.")
    int last = 10;

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "The newest records";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        return List.of();
    }

    @Override
    int write(Investigation investigation) throws IOException {
        format = Format.JSONL;
        int status = super.write(investigation);
        try (Output output = Output.to(file, out())) {
            RecordWriter writer = RecordWriter.of(format, output.out());
            write(pull(investigation, last), writer);
            while (follow && !output.gone()) {
                Thread.sleep(PAUSE_MS);
                write(pull(investigation, Integer.MAX_VALUE), writer);
            }
            output.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (LedgerReader reader : readers.values()) {
                reader.close();
            }
        }
        return status;
    }

    private static void write(Collection<LedgerRecord> records, RecordWriter writer) throws IOException {
        for (LedgerRecord next : records) {
            writer.write(next);
        }
        writer.end();
    }

    /** The newest of the records that no call before gave; a reader at the end of its file finds what was appended since. */
    private Collection<LedgerRecord> pull(Investigation investigation, int limit) throws IOException {
        Deque<LedgerRecord> newest = new ArrayDeque<>();
        for (Path found : LedgerFiles.find(ledgers)) {
            try {
                LedgerReader reader = readers.get(found);
                if (reader == null) {
                    reader = LedgerReader.open(found, investigation.scope().scan(), investigation.keys());
                    readers.put(found, reader);
                }
                for (LedgerRecord next = reader.next(); next != null; next = reader.next()) {
                    newest.addLast(next);
                    if (newest.size() > limit) {
                        newest.removeFirst();
                    }
                }
            } catch (CorruptLedgerException e) {
                throw new InputException(String.valueOf(e.getMessage()), e);
            }
        }
        return newest;
    }
}
