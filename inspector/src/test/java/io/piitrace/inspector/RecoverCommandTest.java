package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoverCommandTest {
    @TempDir
    Path dir;

    @BeforeEach
    void dieWithRecordsInTheSpool() throws IOException, InterruptedException {
        Incident.in(dir);
        Process process = new ProcessBuilder(
                        System.getProperty("piitrace.test.jvm"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crash.class.getName(),
                        dir.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void answersTellOfWhatIsNotRecovered() {
        assertThat(Outcome.of("verify", dir).out()).contains("1 dead JVM not recovered (piitrace recover): ", "run-1");
        assertThat(JsonValue.parse(Outcome.of("verify", "--format", "json", dir.resolve("ledger"))
                                .out())
                        .get("completeness")
                        .get("notRecovered")
                        .list())
                .singleElement()
                .satisfies(run -> assertThat(run.text()).endsWith("run-1"));
    }

    @Test
    void spoolOfADeadJvmBecomesLedgerOnce() throws IOException {
        Outcome first = Outcome.of("recover", "--format", "json", dir);
        Outcome second = Outcome.of("recover", dir);

        assertThat(first.status()).as(first.err()).isZero();
        JsonValue spool = JsonValue.parse(first.out()).get("spools").list().get(0);
        assertThat(spool.get("run").text()).isEqualTo("run-1");
        assertThat(spool.get("notices").number()).isEqualTo(2);
        assertThat(JsonValue.parse(first.out()).get("completeness").get("gaps").number())
                .isEqualTo(3);
        assertThat(second.out())
                .contains("nothing: every spool is ledger, or its JVM runs")
                .doesNotContain("dead JVM not");
        assertThat(dir.resolve("spool/run-1")).doesNotExist();
    }

    @Test
    void directoryWithoutSpoolsIsNamed() throws IOException {
        Path none = Files.createDirectory(dir.resolve("none"));

        Outcome outcome = Outcome.of("recover", none);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err().lines()).containsExactly("piitrace: no directory spool in: " + none);
    }
}
