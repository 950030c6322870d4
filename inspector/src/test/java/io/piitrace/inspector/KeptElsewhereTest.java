package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers are held to checkpoints and keys that somebody kept elsewhere. */
class KeptElsewhereTest {
    @TempDir
    static Path dir;

    private static Path agent;
    private static Path ledger;
    private static Path checkpoints;

    @BeforeAll
    static void writeLedger() throws IOException {
        agent = dir.resolve("agent");
        ledger = Incident.in(agent).ledger();
        checkpoints = dir.resolve("checkpoints");
        Outcome printed = Outcome.of("verify", "--print-checkpoint", agent);
        assertThat(printed.status()).isZero();
        assertThat(printed.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("piitrace-checkpoint v1 "));
        assertThat(printed.err()).contains("whole and unaltered");
        Files.writeString(checkpoints, printed.out());
    }

    @Test
    void checkpointThatWasPrintedHolds() throws IOException {
        for (Object given : new Object[] {checkpoints, Files.readString(checkpoints)}) {
            Outcome outcome = Outcome.of("verify", "--records", "--format", "json", "--checkpoint", given, agent);

            assertThat(outcome.status()).isZero();
            assertThat(kept(outcome)).isEqualTo(1);
        }
    }

    @Test
    void recordsOfASinkAreCheckpointsToo() throws IOException {
        Path log = dir.resolve("sink.log");
        Files.write(
                log,
                Outcome.of("export", "--format", "jsonl", agent).lines().stream()
                        .map(line -> "09:15:00 INFO piitrace.access - " + line)
                        .toList());

        Outcome outcome = Outcome.of("verify", "--format", "json", "--checkpoint", log, agent);

        assertThat(outcome.status()).isZero();
        assertThat(kept(outcome)).isEqualTo(2);
    }

    @Test
    void tailThatWasCutIsAFinding() throws IOException {
        Path cut = Files.createDirectories(dir.resolve("cut/spm-node1"));
        Path file;
        try (Stream<Path> files = Files.list(ledger)) {
            file = files.filter(each -> each.toString().endsWith(".ledger"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(cut.resolve("00000001.ledger"), Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(Outcome.of("verify", cut).status()).isZero();

        Outcome outcome = Outcome.of("verify", "--wide", "--checkpoint", checkpoints, cut);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("TAMPERED WITH", "ledger ends before the checkpoint that was kept elsewhere");
    }

    @Test
    void keyThatWasKeptIsCompared() throws IOException {
        Path key = agent.resolve("keys/spm-node1.public");

        assertThat(Outcome.of("verify", "--public-key", key, agent).status()).isZero();
        Outcome other = Outcome.of("verify", "--wide", "--public-key", "ab".repeat(32), agent);
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.out()).contains("does not begin with the public key that was kept elsewhere");
    }

    @Test
    void whatIsNoCheckpointOrNoKeyIsSaidSo() throws IOException {
        String line = Files.readString(checkpoints);
        assertInput(Outcome.of("verify", "--checkpoint", "nonsense", agent), "no checkpoint in the text");
        assertInput(Outcome.of("verify", "--checkpoint", dir.resolve("nowhere"), agent), "no checkpoint in");
        assertInput(
                Outcome.of("verify", "--checkpoint", line.replaceFirst(" [0-9]+ ", " 9 "), agent),
                "is not what its key signed");
        assertInput(Outcome.of("verify", "--public-key", checkpoints, agent), "no public key in");
    }

    private static void assertInput(Outcome outcome, String complaint) {
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).contains(complaint);
        assertThat(outcome.err().strip().lines()).hasSize(1);
    }

    private static long kept(Outcome outcome) throws IOException {
        return JsonValue.parse(outcome.out())
                .get("ledgers")
                .list()
                .get(0)
                .get("keptElsewhere")
                .number();
    }
}
