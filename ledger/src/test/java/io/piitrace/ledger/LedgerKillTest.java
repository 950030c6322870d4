package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write one ledger after the other. {@code -Dpiitrace.test.kills} asks for more of them. */
class LedgerKillTest {
    private static final SpoolPosition.Key RING = new SpoolPosition.Key("run", 0);

    @TempDir
    Path dir;

    @Test
    void killedWriterLosesNothingThatItAppendedAndDoublesNothing() throws IOException, InterruptedException {
        Random random = new Random(5);
        long batches = 0;
        for (int kill = 0; kill < Integer.getInteger("piitrace.test.kills", 4); kill++) {
            long acknowledged = runAndKill(random);
            batches = written();
            assertThat(batches).isGreaterThanOrEqualTo(acknowledged);
            assertThat(SampleLedger.verify(ledger()).state()).isEqualTo(LedgerVerdict.State.INTACT);
        }
        long next = 0;
        for (LedgerRecord record : SampleLedger.read(ledger(), Scan.ALL)) {
            if (record instanceof AccessRecord access) {
                assertThat(access.firstMs()).isEqualTo(next / 100); // a hundred rows of each batch, in their order
                next++;
            }
        }
        assertThat(next).isEqualTo(100 * batches).isPositive();
    }

    /** Starts a writer, kills it after a while, and tells how many batches it said were appended. */
    private long runAndKill(Random random) throws IOException, InterruptedException {
        String java = System.getProperty("piitrace.test.jvm", System.getProperty("java.home") + "/bin/java");
        Process process = new ProcessBuilder(List.of(
                        java, "-cp", System.getProperty("java.class.path"), Writer.class.getName(), dir.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            long deadline = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Long.parseLong(line);
                long now = System.nanoTime();
                deadline = deadline == 0 ? now + TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)) : deadline;
                if (now >= deadline) {
                    process.toHandle().destroyForcibly(); // of the process it would close the stream
                }
            }
        }
        process.waitFor();
        return acknowledged;
    }

    /** Opens the ledger as the next process would, and closes it in order. */
    private long written() throws IOException {
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options(dir))) {
            Batch batch = new Batch();
            batch.notice(NoticeType.RECOVERY, 0, Map.of());
            writer.append(batch, new SampleLedger());
            return writer.positions().get(RING).words();
        }
    }

    private Path ledger() {
        return dir.resolve("ledger");
    }

    private static WriterOptions options(Path dir) {
        return new WriterOptions(dir.resolve("keys"), 100_000, 1 << 18, 20);
    }

    /** Goes on with the batch that the ledger says comes next, until it is killed. */
    static final class Writer {
        public static void main(String[] args) throws IOException {
            Path dir = Path.of(args[0]);
            try (LedgerWriter writer = LedgerWriter.open(dir.resolve("ledger"), SampleLedger.ORIGIN, options(dir))) {
                SpoolPosition last = writer.positions().get(RING);
                SampleLedger definitions = new SampleLedger();
                for (long number = last == null ? 0 : last.words(); number < 1_000_000; number++) {
                    Batch batch = new Batch();
                    for (int row = 0; row < 100; row++) {
                        batch.access((int) number, row % 9, row, number, number, 1);
                    }
                    batch.position(new SpoolPosition("run", 0, number + 1, number, 0));
                    writer.append(batch, definitions);
                    if (number % 16 == 0) {
                        writer.checkpoint(System.currentTimeMillis());
                    }
                    System.out.println(number + 1);
                    System.out.flush();
                }
            }
        }
    }
}
