package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.spool.RingSizes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rings grow with what is written into them. */
class RingSizesTest {
    /** More than a ring of the second size and its table could keep, fewer than one of the third. */
    private static final int MANY_READS = 120_000;

    private static final int MANY_THREADS = 5000;
    private static final int PROCESSORS = 2;

    @TempDir
    Path dir;

    @Test
    void whoReadsMoreGetsLargerRingsAndNothingIsLostOnTheWay() throws Exception {
        Rig rig = new Rig(dir, RingSizes.of(PROCESSORS), 0);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        rig.draining = false;

        for (int i = 0; i < MANY_READS; i++) {
            rig.read.accept(new Rig.Person(i), site);
        }
        rig.stop();

        assertThat(Rig.count(rig.accesses())).isEqualTo(MANY_READS);
        assertThat(rig.accesses())
                .hasSize(MANY_READS); // each once: an access that was doubled would be another one lost
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    @Test
    void noMoreThreadsThanThereAreProcessorsHaveTheLargestRings() throws Exception {
        Rig rig = new Rig(dir, RingSizes.of(PROCESSORS), 0);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        rig.draining = false;

        runAtOnce(PROCESSORS + 1, () -> {
            for (int i = 0; i < 40_000; i++) {
                rig.read.accept(new Rig.Person(i), site);
            }
        });

        assertThat(segments(rig, 17)).isEqualTo(PROCESSORS);
        rig.stop();
        long lost = rig.notices(NoticeType.LOSS).stream()
                .mapToLong(loss -> Long.parseLong(loss.attributes().get("count")))
                .sum();
        assertThat(lost).isBetween(1L, 40_000L - (1 << 15));
        assertThat(Rig.count(rig.accesses()) + lost).isEqualTo(40_000L * (PROCESSORS + 1));
    }

    @Test
    void thousandsOfThreadsHaveARingEachAndALedgerThatVerifies() throws Exception {
        Rig rig = new Rig(dir, RingSizes.of(PROCESSORS), 10_000);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        rig.draining = false; // so that one block has the positions of all

        runAtOnce(MANY_THREADS, () -> rig.read.accept(new Rig.Person(7), site));
        rig.stop();

        assertThat(Rig.count(rig.accesses())).isEqualTo(MANY_THREADS);
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
        assertThat(LedgerVerifier.verify(LedgerFiles.find(List.of(dir.resolve("ledger"))), Progress.NONE)
                        .ledgers())
                .isNotEmpty()
                .allMatch(ledger -> ledger.state() == LedgerVerdict.State.INTACT);
    }

    /** Runs it in so many threads, none of which ends before all have run it. */
    private static void runAtOnce(int number, Runnable task) throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(number);
        Thread[] threads = new Thread[number];
        for (int i = 0; i < number; i++) {
            threads[i] = new Thread(
                    null,
                    () -> {
                        task.run();
                        ran.countDown();
                        try {
                            ran.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "reader-" + i,
                    1 << 17);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** How many files have rings of this size. */
    private static long segments(Rig rig, int shift) throws Exception {
        try (Stream<Path> files = Files.list(rig.spools.current().directory().toPath())) {
            return files.filter(file -> file.toFile().getName().startsWith("rings-"))
                    .filter(file -> shift(file) == shift)
                    .count();
        }
    }

    private static int shift(Path rings) {
        try (RandomAccessFile in = new RandomAccessFile(rings.toFile(), "r")) {
            in.seek(12);
            return Integer.reverseBytes(in.readInt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
