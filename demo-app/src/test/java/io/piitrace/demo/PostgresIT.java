package io.piitrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.demo.script.Application;
import io.piitrace.demo.script.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application on a real PostgreSQL, where the machine has one. */
class PostgresIT {
    @TempDir
    private Path dir;

    @Test
    void theSameApplicationRunsOnPostgresql() throws Exception {
        Optional<Path> bin = PostgresServer.installed();
        if (bin.isEmpty()) {
            System.err.println("PostgresIT is skipped: no PostgreSQL below /usr/lib/postgresql");
        }
        Assumptions.assumeTrue(bin.isPresent(), "no PostgreSQL below /usr/lib/postgresql");
        try (PostgresServer server = PostgresServer.start(bin.get())) {
            String first = ask(server);
            assertThat(first).contains("A-10002").contains("2026-09");
            assertThat(ask(server))
                    .as("the second start finds the data of the first")
                    .isEqualTo(first);
        }
    }

    private String ask(PostgresServer server) throws Exception {
        List<String> arguments =
                List.of("--spring.profiles.active=postgres", "--spring.datasource.url=" + server.url());
        try (Application application =
                Application.start(Packaged.JAVA, Packaged.APPLICATION, dir, List.of(), arguments)) {
            Person rita = Person.named("rita", application.port());
            Person scheduler = Person.named("scheduler", application.port());
            assertThat(rita.get("/api/employees").status()).isEqualTo(403);
            assertThat(scheduler.post("/api/jobs/nightly-payout").body()).contains("1900");
            return rita.get("/api/my/statements").body();
        }
    }
}
