package io.piitrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.demo.script.Application;
import io.piitrace.demo.script.Incident;
import io.piitrace.demo.script.Inspector;
import io.piitrace.demo.script.LedgerReads;
import io.piitrace.demo.script.Person;
import io.piitrace.demo.script.Reads;
import io.piitrace.demo.script.Stage;
import io.piitrace.demo.script.Traffic;
import io.piitrace.ledger.seal.SubjectKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application on a real PostgreSQL, where the machine has one. */
class PostgresIT {
    @TempDir
    private Path dir;

    private Path bin;

    @BeforeEach
    void thereIsAServer() throws Exception {
        Optional<Path> installed = PostgresServer.installed();
        if (installed.isEmpty()) {
            System.err.println("PostgresIT is skipped: no PostgreSQL below /usr/lib/postgresql");
        }
        Assumptions.assumeTrue(installed.isPresent(), "no PostgreSQL below /usr/lib/postgresql");
        bin = installed.get();
    }

    @Test
    void theSameApplicationRunsOnPostgresql() throws Exception {
        try (PostgresServer server = PostgresServer.start(bin)) {
            String first = ask(server);
            assertThat(first).contains("A-10002").contains("2026-09");
            assertThat(ask(server))
                    .as("the second start finds the data of the first")
                    .isEqualTo(first);
        }
    }

    @Test
    void theLedgerTellsTheSameReadsAsOnTheEmbeddedDatabase() throws Exception {
        Reads caused = new Reads();
        try (PostgresServer server = PostgresServer.start(bin);
                Application application = Stage.in(Packaged.ROOT, Packaged.JAVA).start(dir, arguments(server))) {
            new Incident(new Traffic(application.port(), caused), line -> {}).run();
        }
        Inspector inspector = Inspector.jar(Packaged.JAVA, Packaged.INSPECTOR, dir);
        String ledger = dir.resolve("ledger").toString();
        Reads told = LedgerReads.in(
                inspector.ask(List.of("export", "--format", "jsonl", ledger)).out());
        assertThat(caused.under(SubjectKey.in(dir.resolve("keys/subject.key"))).differences(told, 10))
                .isEmpty();
    }

    private String ask(PostgresServer server) throws Exception {
        try (Application application =
                Application.start(Packaged.JAVA, Packaged.APPLICATION, dir, List.of(), arguments(server))) {
            Person rita = Person.named("rita", application.port());
            Person scheduler = Person.named("scheduler", application.port());
            assertThat(rita.get("/api/employees").status()).isEqualTo(403);
            assertThat(scheduler.post("/api/jobs/nightly-payout").body()).contains("1900");
            return rita.get("/api/my/statements").body();
        }
    }

    private static List<String> arguments(PostgresServer server) {
        return List.of("--spring.profiles.active=postgres", "--spring.datasource.url=" + server.url());
    }
}
