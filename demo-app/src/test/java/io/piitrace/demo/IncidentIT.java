package io.piitrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.demo.script.Application;
import io.piitrace.demo.script.Cast;
import io.piitrace.demo.script.Incident;
import io.piitrace.demo.script.Inspector;
import io.piitrace.demo.script.LedgerReads;
import io.piitrace.demo.script.Reads;
import io.piitrace.demo.script.Stage;
import io.piitrace.demo.script.Traffic;
import io.piitrace.demo.seed.SeededValues;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application under the packaged agent: what the incident reads, and what is written about it. */
class IncidentIT {
    private static final Reads CAUSED = new Reads();
    private static final Stage STAGE = Stage.in(Packaged.ROOT, Packaged.JAVA);

    @TempDir
    private static Path dir;

    private static String errors;
    private static String session;

    /** Copies of the spool's files while they were in use; an orderly end may take them away. */
    private static final List<byte[]> SPOOL = new ArrayList<>();

    @BeforeAll
    static void theIncidentHappens() throws Exception {
        try (Application application = STAGE.start(dir, List.of())) {
            Traffic traffic = new Traffic(application.port(), CAUSED);
            new Incident(traffic, line -> {}).run();
            session = traffic.ownStatementsPage(Cast.RITA, "A-10002");
            for (Path file : files("spool")) {
                SPOOL.add(Files.readAllBytes(file));
            }
            application.close();
            errors = application.errors();
        }
    }

    @Test
    void theLedgerTellsEveryReadThatTheTrafficCausedAndNoOther() throws Exception {
        Reads told = LedgerReads.in(export());
        assertThat(CAUSED.total()).isGreaterThan(36_000);
        assertThat(CAUSED.under(SubjectKey.in(dir.resolve("keys/subject.key"))).differences(told, 10))
                .isEmpty();
    }

    @Test
    void theJsonlSinkTellsTheSameAsTheLedger() throws Exception {
        Reads sunk = LedgerReads.in(Files.readString(dir.resolve("access.jsonl")));
        assertThat(LedgerReads.in(export()).differences(sunk, 10)).isEmpty();
    }

    @Test
    void placesInTheCodeAreNamedAfterClassesOfTheProgram() throws Exception {
        assertThat(export().lines().filter(line -> line.contains("\"site\"")))
                .noneMatch(line -> line.contains("$$Lambda") || line.contains("GeneratedMethodAccessor"));
    }

    @Test
    void theLedgerVerifies() throws Exception {
        assertThat(inspector().ask(List.of("verify", ledger())).status()).isZero();
    }

    @Test
    void standardErrorHasTheStartLineOnly() {
        assertThat(errors.lines())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).startsWith("piitrace"));
    }

    @Test
    void noPersonalValueNoIdNoSessionAndNoAddressIsWrittenAnywhere() throws Exception {
        SeededValues seeded = new SeededValues();
        Set<String> secrets = new HashSet<>(seeded.longerThan(5));
        secrets.addAll(seeded.numbers());
        secrets.addAll(Set.of(session, "127.0.0.1", "Petronella Ashworthy", "balthasar.oakenfull@visitor.example"));
        Needles needles = new Needles(secrets);
        assertThat(secrets).hasSizeGreaterThan(20_000);
        List<byte[]> written = new ArrayList<>(SPOOL);
        for (Path file : files("")) {
            if (!file.endsWith("out.log")) {
                written.add(Files.readAllBytes(file));
            }
        }
        written.add(export().getBytes(StandardCharsets.UTF_8));
        written.add(decoded().getBytes(StandardCharsets.UTF_8));
        assertThat(written).allSatisfy(bytes -> assertThat(needles.in(bytes)).isEmpty());
    }

    @Test
    void theReportHoldsNoPersonalValueEither() throws Exception {
        Path page = dir.resolve("report.html");
        assertThat(inspector()
                        .ask(List.of("report", "--output", page.toString(), ledger()))
                        .status())
                .as("there are findings in it")
                .isEqualTo(1);
        SeededValues seeded = new SeededValues();
        Set<String> secrets = new HashSet<>(seeded.longerThan(7));
        secrets.addAll(seeded.numbers());
        secrets.addAll(Set.of(session, "127.0.0.1"));
        assertThat(new Needles(secrets).in(Files.readAllBytes(page))).isEmpty();
    }

    @Test
    void thisTestWouldFindAValueThatIsThere() {
        SeededValues seeded = new SeededValues();
        String value = seeded.longerThan(5).get(0);
        byte[] bytes = ("\0\0some " + value + "\0").getBytes(StandardCharsets.UTF_8);
        assertThat(new Needles(seeded.longerThan(5)).in(bytes)).contains(value);
    }

    private static Inspector inspector() {
        return Inspector.jar(Packaged.JAVA, Packaged.INSPECTOR, dir);
    }

    private static String ledger() {
        return dir.resolve("ledger").toString();
    }

    private static String export() throws Exception {
        return inspector().ask(List.of("export", "--format", "jsonl", ledger())).out();
    }

    /** Every record of the ledger through the reader itself, which knows nothing of any tool. */
    private static String decoded() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : LedgerFiles.find(List.of(dir.resolve("ledger")))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record = reader.next(); record != null; record = reader.next()) {
                    text.append(record).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static List<Path> files(String below) throws IOException {
        Path start = dir.resolve(below);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
