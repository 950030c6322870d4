package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.NoRoomException;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.spool.DiskBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bound on disk space that is far too small for what is recorded. */
class DiskBoundTest {
    private static final long MAX = 6L << 20;
    private static final int IDS = 100_000;
    /** Somebody else's, so that little is left. */
    private static final int FOREIGN = 2_800_000;

    @TempDir
    Path dir;

    @Test
    void oldestFilesGoBeforeTheBoundIsReachedAndNothingElseIsLost() throws Exception {
        Files.createDirectories(dir.resolve("ledger"));
        Files.write(dir.resolve("ledger").resolve("something"), new byte[FOREIGN]);
        long largest = 0;
        try (DiskBudget budget = DiskBudget.open(dir.toFile(), "jvm", MAX)) {
            Rig rig = new Rig(dir, 8, 60_000, 100_000, budget);
            int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
            for (int id = 0; id < IDS; id++) {
                rig.read.accept(new Rig.Person(id), site);
                if (id % 2000 == 0) {
                    largest = Math.max(largest, used(dir));
                }
            }
            rig.stop();
            largest = Math.max(largest, used(dir));
        }

        List<LedgerRecord> records = Rig.records(dir);
        List<Notice> deletions = Rig.notices(records, NoticeType.RETENTION);
        long first = deletions.stream()
                .mapToLong(notice -> Long.parseLong(notice.attributes().get("lastSeq")))
                .max()
                .orElseThrow();
        assertThat(largest).isLessThanOrEqualTo(MAX).isGreaterThan(MAX / 2);
        assertThat(deletions)
                .allMatch(notice -> "disk".equals(notice.attributes().get("reason")));
        assertThat(records.get(0).seq()).isEqualTo(first + 1);
        assertThat(Rig.notices(records, NoticeType.LOSS)).isEmpty();
        long kept = Rig.count(Rig.accesses(records));
        assertThat(kept).isBetween((long) IDS / 4, (long) IDS - 1);
        assertThat(Rig.accesses(records).stream()
                        .map(access -> access.subject().pseudonym())
                        .distinct())
                .hasSize((int) kept);
        assertThat(LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), Progress.NONE)
                        .ledgers())
                .allMatch(ledger -> ledger.state() == LedgerVerdict.State.INTACT
                        && ledger.flaws().isEmpty());
    }

    @Test
    void whereHardlyAnythingCanBeDeletedAccessesAreLostAndCountedAndTheBoundHolds(@TempDir Path kept) throws Exception {
        Files.createDirectories(dir.resolve("ledger"));
        Path foreign = Files.write(dir.resolve("ledger").resolve("something"), new byte[(int) (MAX - MAX / 3)]);
        long expected = 0;
        try (Keeper keeper = new Keeper(dir.resolve("ledger/test-rig"), kept);
                DiskBudget budget = DiskBudget.open(dir.toFile(), "jvm", MAX)) {
            Rig rig = new Rig(dir, 8, 0, 100_000, budget);
            int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
            for (; expected < 30_000; expected++) {
                rig.read.accept(new Rig.Person(expected), site);
            }
            assertThat(used(dir)).isLessThanOrEqualTo(MAX);
            Files.delete(foreign);
            Thread.sleep(2500);
            for (; expected < 30_100; expected++) {
                rig.read.accept(new Rig.Person(7), site);
            }
            rig.stop();
            keeper.keep();
        }

        List<LedgerRecord> records = Rig.recordsIn(kept);
        long lost = Rig.notices(records, NoticeType.LOSS).stream()
                .mapToLong(notice -> Long.parseLong(notice.attributes().get("count")))
                .sum();
        assertThat(lost).isPositive();
        assertThat(Rig.count(Rig.accesses(records)) + lost).isEqualTo(expected);
        assertThat(LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), Progress.NONE)
                        .intact())
                .isTrue();
    }

    @Test
    void aBoundBelowWhatIsThereAlreadyIsKeptOnceOldFilesAreGone() throws Exception {
        Rig before = new Rig(dir, 8, 60_000, 100_000);
        int site = before.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        for (int id = 0; id < IDS; id++) {
            before.read.accept(new Rig.Person(id), site);
        }
        before.stop();
        long lowered = used(dir) / 2;

        try (DiskBudget budget = DiskBudget.open(dir.toFile(), "jvm", lowered)) {
            Rig rig = new Rig(dir, 8, 60_000, 100_000, budget);
            rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
            for (int id = 0; id < 1000; id++) {
                rig.read.accept(new Rig.Person(id), site);
            }
            rig.stop();
        }

        List<LedgerRecord> records = Rig.records(dir);
        assertThat(used(dir)).isLessThanOrEqualTo(lowered);
        assertThat(Rig.notices(records, NoticeType.RETENTION)).isNotEmpty();
        assertThat(Rig.notices(records, NoticeType.LOSS)).isEmpty();
        assertThat(Rig.count(Rig.accesses(records))).isEqualTo(1000);
    }

    @Test
    void spoolsLeaveTheLedgerRoomForWhatTheyHold() throws Exception {
        Files.write(dir.resolve("something"), new byte[FOREIGN]);
        try (DiskBudget budget = DiskBudget.open(dir.toFile(), "jvm", MAX)) {
            DiskRoom spools = budget.forSpools(0);
            long taken = 0;
            boolean full = false;
            while (!full) {
                try {
                    spools.take(1000);
                    taken += 1000; // and not written yet
                } catch (NoRoomException reached) {
                    full = true;
                }
            }
            assertThat(taken).isGreaterThan(MAX / 4);
            assertThat(budget.mayBeShort()).isTrue();
            for (int file = 0; file < 2; file++) {
                budget.take(budget.ledgerFileLength() - 8192); // a block more or less is the directories'
            }
        }
    }

    @Test
    void whatHappenedIsToldWhereThereIsNoRoomForWhatIsRead() throws Exception {
        Files.createDirectories(dir.resolve("ledger"));
        Files.write(dir.resolve("ledger").resolve("something"), new byte[(int) (MAX - MAX / 5)]);
        try (DiskBudget budget = DiskBudget.open(dir.toFile(), "jvm", MAX)) {
            Rig rig = new Rig(dir, 8, 0, 100_000, budget);
            int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
            for (int id = 0; id < 10_000; id++) {
                rig.read.accept(new Rig.Person(id), site);
            }
            rig.spools.notice(NoticeType.GAP, 1, Map.of("what", "something"));
            rig.stop();
        }

        List<LedgerRecord> records = Rig.records(dir);
        long lost = Rig.notices(records, NoticeType.LOSS).stream()
                .mapToLong(notice -> Long.parseLong(notice.attributes().get("count")))
                .sum();
        assertThat(lost).isPositive();
        assertThat(Rig.count(Rig.accesses(records)) + lost).isEqualTo(10_000);
        assertThat(Rig.notices(records, NoticeType.GAP)).hasSize(1);
        assertThat(Rig.notices(records, NoticeType.STOP)).hasSize(1);
    }

    @Test
    void whoWaitsForRoomSleepsMeanwhileAndKeepsItsPermitToPark() throws Exception {
        Files.write(dir.resolve("something"), new byte[(int) MAX]);
        try (DiskBudget budget = DiskBudget.open(dir.toFile(), "jvm", MAX)) {
            DiskRoom spools = budget.forSpools(400);
            LockSupport.unpark(Thread.currentThread());
            long sinceNs = System.nanoTime();
            int turns = 0;
            while (spools.awaitRoom(sinceNs)) {
                turns++;
            }
            long waitedNs = System.nanoTime() - sinceNs;
            LockSupport.parkNanos(20_000_000_000L); // returns at once

            assertThat(turns).isBetween(2, 200);
            assertThat(waitedNs).isGreaterThanOrEqualTo(400_000_000L);
            assertThat(System.nanoTime() - sinceNs).isLessThan(15_000_000_000L);
            assertThat(spools.awaitRoom(System.nanoTime()))
                    .as("nobody waits just after somebody waited in vain")
                    .isFalse();
        }
    }

    @Test
    void twoJvmsOfOneDirectoryKeepTheBoundTogether() throws Exception {
        try (DiskBudget one = DiskBudget.open(dir.toFile(), "one", MAX);
                DiskBudget two = DiskBudget.open(dir.toFile(), "two", MAX)) {
            List<DiskBudget> both = List.of(one, two);
            long taken = 0;
            for (int i = 0; i < 10_000; i++) {
                try {
                    both.get(i % 2).take(1000);
                    taken += 1000; // and not written yet
                } catch (IOException reached) {
                    assertThat(reached).hasMessageContaining("disk.max.mb is reached");
                }
            }
            assertThat(taken).isBetween(MAX / 2, MAX);
        }
    }

    private static long used(Path dir) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(dir)) {
            files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
        } catch (UncheckedIOException deletedMeanwhile) {
            return 0;
        }
        long sum = 0;
        for (Path file : files) {
            try {
                sum += Files.size(file);
            } catch (NoSuchFileException deletedMeanwhile) {
                continue;
            }
        }
        return sum;
    }

    /** Links the files of a ledger as they come, so that the records of those that are deleted can be counted all the same. */
    private static final class Keeper implements AutoCloseable {
        private final Path ledger;
        private final Path kept;
        private final Thread thread = new Thread(this::run);
        private volatile boolean stopping;
        private volatile @Nullable RuntimeException failure;

        Keeper(Path ledger, Path kept) {
            this.ledger = ledger;
            this.kept = kept;
            thread.start();
        }

        private void run() {
            try {
                while (!stopping) {
                    keep();
                    LockSupport.parkNanos(100_000);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        synchronized void keep() {
            String[] names = ledger.toFile().list();
            for (String name : names == null ? new String[0] : names) {
                keep(ledger.resolve(name), kept.resolve(name));
            }
        }

        /** The number of a file that could not be begun is used again. */
        private static void keep(Path file, Path link) {
            try {
                if (Files.notExists(link) || !Files.isSameFile(link, file)) {
                    Files.deleteIfExists(link);
                    Files.createLink(link, file);
                }
            } catch (NoSuchFileException deletedMeanwhile) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            stopping = true;
            thread.join();
            assertThat(failure).isNull();
        }
    }
}
