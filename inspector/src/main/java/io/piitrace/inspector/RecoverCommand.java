package io.piitrace.inspector;

import io.piitrace.inspector.query.InputException;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import io.piitrace.ledger.spool.RecoveryReport;
import io.piitrace.ledger.spool.RecoveryReport.Recovered;
import io.piitrace.ledger.spool.SpoolRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Turns the spools of dead JVMs into ledger. */
@Command(
        name = "recover",
        description =
                "Turn the spool of a dead JVM into ledger. Spools of living JVMs are left alone; twice is as good as once.",
        footer = {"", "Example:", "  piitrace recover /var/piitrace"})
final class RecoverCommand extends LedgerCommand {
    private static final List<String> COLUMNS = List.of("run", "ledger", "accesses", "notices", "lost", "failure");

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories of agents: each with spool and ledger in it.")
    List<Path> directories = List.of();

    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    @Override
    List<Path> ledgers() {
        return directories;
    }

    @Override
    String title() {
        return "What did dead JVMs leave behind?";
    }

    @Override
    public Integer call() throws IOException {
        for (Path directory : directories) {
            if (!Files.isDirectory(directory.resolve("spool"))) {
                throw new InputException("no directory spool in: " + directory);
            }
        }
        for (Path directory : directories) {
            try {
                add(SpoolRecovery.recover(directory, encryptKey, Terminal.progress(err())));
            } catch (IOException e) {
                throw new InputException("cannot be recovered: " + directory + ": " + e.getMessage(), e);
            }
        }
        return super.call();
    }

    private void add(RecoveryReport report) {
        for (Recovered spool : report.spools()) {
            rows.add(Arrays.asList(
                    spool.run(), spool.ledger(), spool.accesses(), spool.notices(), spool.lost(), spool.failure()));
        }
    }

    @Override
    List<Section> answer(Investigation investigation) {
        return List.of(new Section.Rows(
                "spools",
                "",
                new Table(COLUMNS, rows),
                List.of(
                        Cell.of("run"),
                        Cell.of("ledger"),
                        Cell.of("accesses recovered", "accesses"),
                        Cell.of("notices"),
                        Cell.of("lost"),
                        Cell.of("failure")),
                "nothing: every spool is ledger, or its JVM runs",
                List.of()));
    }

    @Override
    int status(List<Section> sections) {
        return rows.stream().allMatch(row -> row.get(COLUMNS.indexOf("failure")) == null) ? 0 : Complaint.FINDINGS;
    }
}
