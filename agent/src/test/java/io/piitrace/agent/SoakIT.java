package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.program.Soak;
import io.piitrace.annotation.Pii;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Progress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that reads for a long time, at full speed. A day of a busy one: {@code -Dpiitrace.soak.reads=1000000000}. */
class SoakIT {
    private static final long READS = Long.getLong("piitrace.soak.reads", 20_000_000);
    private static final long DISK_MB = 64;
    private static final long MAX_GROWTH = 6 << 20;

    @TempDir
    Path dir;

    private long mostOnDisk;

    @Test
    void memoryIsFlatTheDiskBoundedAndEveryReadAccountedFor() throws Exception {
        long begunNs = System.nanoTime();
        Process process = new ProcessBuilder(
                        AgentJvm.JAVA,
                        "-Xmx256m",
                        "-javaagent:" + AgentJvm.JAR + "=dir=" + dir.resolve("agent")
                                + ",service=soak,instance=one,on.full.max.ms=60000,disk.max.mb=" + DISK_MB,
                        "-cp",
                        AgentJvm.placeOf(Soak.class) + File.pathSeparator + AgentJvm.placeOf(Pii.class),
                        Soak.class.getName(),
                        Long.toString(READS))
                .redirectError(dir.resolve("err").toFile())
                .start();
        List<long[]> samples = new ArrayList<>();
        Thread watch = new Thread(() -> watch(process), "watch");
        watch.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line; (line = out.readLine()) != null; ) {
                samples.add(Stream.of(line.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray());
            }
        }
        assertThat(process.waitFor()).as(Files.readString(dir.resolve("err"))).isZero();
        watch.join();

        Accesses accesses = Accesses.in(dir.resolve("agent/ledger"));
        Notice stop = accesses.notices(NoticeType.STOP).get(0);
        long[] early = samples.get(samples.size() / 4);
        long[] last = samples.get(samples.size() - 1);
        System.out.printf(
                "soak: reads=%d seconds=%.0f recorded=%s lost=%s heap=%d..%d classes=%d..%d disk=%d files=%d%n",
                last[0],
                (System.nanoTime() - begunNs) / 1e9,
                stop.attributes().get("accesses"),
                stop.attributes().get("lost"),
                early[1],
                last[1],
                early[2],
                last[2],
                mostOnDisk,
                LedgerFiles.find(List.of(dir)).size());
        assertThat(stop.attributes())
                .containsEntry("accesses", Long.toString(last[0]))
                .containsEntry("lost", "0");
        assertThat(last[1]).isLessThan(early[1] + MAX_GROWTH);
        assertThat(last[2]).isLessThan(early[2] + MAX_GROWTH);
        assertThat(mostOnDisk).isPositive().isLessThanOrEqualTo(DISK_MB << 20);
        LedgerVerdict verdict = LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), Progress.NONE)
                .ledgers()
                .get(0);
        assertThat(verdict.flaws()).isEmpty();
        assertThat(verdict.state()).isEqualTo(LedgerVerdict.State.INTACT);
    }

    private void watch(Process process) {
        while (process.isAlive()) {
            long bytes = 0;
            try (Stream<Path> all = Files.walk(dir.resolve("agent"))) {
                bytes = all.map(Path::toFile)
                        .filter(File::isFile)
                        .mapToLong(File::length)
                        .sum();
            } catch (IOException | java.io.UncheckedIOException deletedMeanwhile) {
                bytes = 0;
            }
            mostOnDisk = Math.max(mostOnDisk, bytes);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
