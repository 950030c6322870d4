package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.seal.SubjectKey;
import io.piitrace.ledger.spool.RecoveryReport;
import io.piitrace.ledger.spool.SpoolRecovery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed JVM has lost nothing that it had recorded, and nothing is there twice. More runs: {@code -Dpiitrace.crash.runs=1000}. */
class CrashTest {
    private static final int RUNS = Integer.getInteger("piitrace.crash.runs", 20);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    /** Sizes of rings: one that the drain keeps up with; one that is always full, so that most accesses are counted in the table; and one that grows. */
    private static final int[] SHIFTS = {11, 5, CrashProgram.USUAL};

    @TempDir
    Path root;

    @Test
    void everythingAcknowledgedIsRecoveredOnce() throws Exception {
        Random random = new Random(SEED);
        long acknowledged = 0;
        long found = 0;
        for (int run = 0; run < RUNS; run++) {
            Path dir = root.resolve("run" + run);
            long[] acks = killWhileRecording(dir, SHIFTS[run % SHIFTS.length], random.nextInt(300));
            if (run % 4 == 0) {
                killWhileRecovering(dir, random.nextInt(100));
            }
            RecoveryReport report = SpoolRecovery.recover(dir, Progress.NONE);
            assertThat(report.complete()).as("%s seed=%d", report, SEED).isTrue();
            assertThat(SpoolRecovery.recover(dir, Progress.NONE).spools()).isEmpty();
            assertThat(dir.resolve("spool").toFile().list()).isEmpty();
            for (long ack : acks) {
                acknowledged += ack;
            }
            found += check(dir, acks, "run=" + run + " seed=" + SEED);
        }
        System.out.printf(
                "kill -9: runs=%d acknowledged=%d recovered=%d lost=0 doubled=0%n", RUNS, acknowledged, found);
    }

    /** What is in the ledger is a beginning of what each thread did, at least as long as it had acknowledged; the number of accesses. */
    private static long check(Path dir, long[] acks, String which) throws IOException {
        List<LedgerRecord> records = Rig.records(dir);
        Map<String, Long> counts = new HashMap<>();
        for (AccessRecord access : Rig.accesses(records)) {
            counts.merge(String.valueOf(access.subject().pseudonym()), access.count(), Long::sum);
        }
        SubjectKey key = SubjectKey.in(dir.resolve("keys/subject.key"));
        long sum = 0;
        for (int thread = 0; thread < CrashProgram.THREADS; thread++) {
            long[] found = new long[CrashProgram.SUBJECTS];
            long total = 0;
            for (int i = 0; i < found.length; i++) {
                long id = (long) thread * CrashProgram.SUBJECTS + i;
                found[i] = counts.getOrDefault(key.pseudonym("", Long.toString(id)), 0L);
                total += found[i];
            }
            assertThat(total).as(which).isGreaterThanOrEqualTo(acks[thread]);
            for (int i = 0; i < found.length; i++) {
                long expected = total / found.length + (i < total % found.length ? 1 : 0);
                assertThat(found[i])
                        .as("%s thread=%d subject=%d", which, thread, i)
                        .isEqualTo(expected);
            }
            sum += total;
        }
        assertThat(Rig.notices(records, NoticeType.LOSS)).as(which).isEmpty();
        assertThat(LedgerVerifier.verify(LedgerFiles.find(List.of(dir.resolve("ledger"))), Progress.NONE)
                        .ledgers())
                .as(which)
                .allMatch(ledger -> ledger.state() == LedgerVerdict.State.INTACT);
        return sum;
    }

    private static long[] killWhileRecording(Path dir, int ringShift, int afterMs) throws Exception {
        Process process = start(dir.toString(), Integer.toString(ringShift));
        long[] acks = new long[CrashProgram.THREADS];
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            take(out.readLine(), acks);
            long until = System.nanoTime() + afterMs * 1_000_000L;
            while (System.nanoTime() < until) {
                take(out.readLine(), acks);
            }
            process.toHandle().destroyForcibly(); // unlike that of the process, leaves the pipe open
            for (String line; (line = out.readLine()) != null; ) {
                take(line, acks);
            }
        }
        process.waitFor();
        return acks;
    }

    private static void take(String line, long[] acks) {
        String[] words = line.split(" ", 2);
        if (words.length == 2 && !words[1].isEmpty()) {
            // a line that the kill cut short tells a smaller number, never a larger one
            acks[Integer.parseInt(words[0])] = Math.max(acks[Integer.parseInt(words[0])], Long.parseLong(words[1]));
        }
    }

    private static void killWhileRecovering(Path dir, int afterMs) throws Exception {
        Process process = start(dir.toString(), "recover");
        process.getInputStream().read();
        Thread.sleep(afterMs);
        process.destroyForcibly().waitFor();
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("piitrace.test.jvm", System.getProperty("java.home") + "/bin/java"),
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CrashProgram.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
