package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final int USAGE = 2;
    private static final int INPUT = 3;

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void writeLedger() throws IOException {
        file = Incident.in(dir).ledger().resolve("00000001.ledger");
    }

    private static void saysInOneLine(Outcome outcome, int status, String what) {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("piitrace: ").contains(what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "timeline", "findings", "fields", "report", "export"})
    void missingDirectoryIsNamed(String command) {
        saysInOneLine(Outcome.of(command, dir.resolve("nowhere")), INPUT, "no such file or directory: ");
    }

    @Test
    void directoryWithoutLedgersIsNamed() throws IOException {
        Path empty = Files.createDirectory(dir.resolve("empty"));

        saysInOneLine(Outcome.of("who", "--subject", "1", empty), INPUT, "no ledger (*.ledger) in or below: " + empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "timeline", "findings", "fields", "report", "export"})
    void garbageIsNoLedger(String command) throws IOException {
        byte[] bytes = new byte[5000];
        new Random(7).nextBytes(bytes);
        Path garbage = dir.resolve("garbage.ledger");
        Files.write(garbage, bytes);

        Outcome outcome = Outcome.of(command, garbage);

        assertThat(outcome.status()).isEqualTo(INPUT);
        assertThat(outcome.err()).contains("piitrace: not a ledger: " + garbage).doesNotContain("\tat ");
    }

    /** A JVM that dies as it begins a file leaves one. */
    @Test
    void emptyFileHoldsNothing() throws IOException {
        Path empty = Files.createFile(dir.resolve("empty.ledger"));

        Outcome outcome = Outcome.of("verify", empty);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("0 records, 0 accesses", "end not sealed");
    }

    @Test
    void changedByteIsFoundAndItsBlockNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Outcome outcome = Outcome.of("verify", "--format", "json", dir);

        assertThat(outcome.status()).isEqualTo(1);
        JsonValue flaw = JsonValue.parse(outcome.out()).get("flaws").list().get(0);
        assertThat(flaw.get("file").text()).isEqualTo(file.toString());
        assertThat(flaw.get("block").number()).isPositive();
        assertThat(flaw.get("offset").number()).isPositive();
        assertThat(Outcome.of("verify", dir).out()).contains("TAMPERED", "edited");
    }

    @Test
    void answerFromAnAlteredLedgerSaysSo() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 200] ^= 1;
        Files.write(file, bytes);

        Outcome outcome = Outcome.of("principal", "carl@northpeak.example", dir);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("TAMPERED WITH");
    }

    @Test
    void cutEndIsToldAndWhatIsLeftIsAnswered() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 300));

        Outcome outcome = Outcome.of("fields", dir);

        assertThat(outcome.out()).contains("end not sealed").contains("Employee#salary");
    }

    @Test
    void missingSubjectKeyIsExplained() throws IOException {
        Files.delete(dir.resolve("keys/subject.key"));

        saysInOneLine(Outcome.of("who", "--subject", "1", dir), INPUT, "no subject key (keys/subject.key) beside");
    }

    @Test
    void subjectKeyThatIsNoneIsExplained() throws IOException {
        Path key = Files.writeString(dir.resolve("no.key"), "hello");

        Outcome outcome = Outcome.of("who", "--subject", "1", "--subject-key", key, dir);

        saysInOneLine(outcome, INPUT, "subject key cannot be read");
    }

    @Test
    void usageIsExplainedInOneLine() {
        saysInOneLine(Outcome.of(), USAGE, "which command?");
        saysInOneLine(Outcome.of("verfy", dir), USAGE, "verify");
        saysInOneLine(Outcome.of("who", dir), USAGE, "--subject");
        saysInOneLine(Outcome.of("verify"), USAGE, "LEDGER");
        saysInOneLine(Outcome.of("verify", "--from", "yesterday", dir), USAGE, "'yesterday' is no time");
        saysInOneLine(
                Outcome.of("verify", "--from", "2026-11-24", "--to", "2026-11-23T10:00", dir),
                USAGE,
                "--from must be before");
        saysInOneLine(Outcome.of("verify", "--format", "xml", dir), USAGE, "xml");
        saysInOneLine(Outcome.of("export", "--format", "html", dir), USAGE, "export writes jsonl or csv");
    }

    @Test
    void badRulesAreNamedWithTheirLine() throws IOException {
        Path rules =
                Files.writeString(dir.resolve("rules"), "# who may\nallow | client-user | * | legal | *\nmaybe | x\n");

        saysInOneLine(Outcome.of("findings", "--rules", rules, dir), INPUT, "bad rule: file=" + rules + " line=3");
    }

    @Test
    void outputThatCannotBeWrittenIsNamed() {
        saysInOneLine(Outcome.of("verify", "--output", dir, dir), INPUT, "not a file to write to");
    }

    @Test
    void helpOfEveryCommandHasExamples() {
        for (String command : List.of(
                "verify",
                "who",
                "principal",
                "timeline",
                "trace",
                "findings",
                "fields",
                "report",
                "export",
                "recover",
                "subject-report",
                "tail")) {
            Outcome help = Outcome.of(command, "--help");

            assertThat(help.status()).isZero();
            assertThat(help.out()).contains("Usage: piitrace " + command, "piitrace " + command + " ", "Example");
        }
    }

    /** Whatever is typed: an exit status of the contract, and never a stack trace. */
    @Test
    void anyArgumentsEndInAnOrderlyWay() {
        String[] words = {
            "verify",
            "who",
            "principal",
            "timeline",
            "trace",
            "findings",
            "fields",
            "report",
            "export",
            "recover",
            "--subject",
            "--from",
            "--to",
            "--tenant",
            "--format",
            "json",
            "csv",
            "html",
            "--category",
            "ssn",
            "--limit",
            "-1",
            "0",
            "1",
            "--help",
            "--bulk",
            "--off-hours",
            "20:00-06:00",
            "25:00",
            "--zone",
            "Mars/Base",
            "--all-kinds",
            "'",
            "\"; drop table access; --",
            "",
            "2026-11-23",
            dir.toString(),
            file.toString(),
            dir.resolve("none").toString(),
            "--rules",
            "--watch",
            "--people",
            "--known-after",
            "P1D",
            "x",
            "--wide",
            "@args"
        };
        long seed = 20261123;
        Random random = new Random(seed);
        for (int i = 0; i < 120; i++) {
            Object[] args = new Object[1 + random.nextInt(6)];
            for (int j = 0; j < args.length; j++) {
                args[j] = words[j == 0 ? random.nextInt(11) : random.nextInt(words.length)];
            }
            Outcome outcome = Outcome.of(args);

            assertThat(outcome.status())
                    .as("%s %s", List.of(args), outcome.err())
                    .isBetween(0, 3);
            assertThat(outcome.err()).as("%s", List.of(args)).doesNotContain("\tat ", "Exception", "Error:");
        }
    }
}
