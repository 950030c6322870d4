package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.piitrace.agent.program.Load;
import io.piitrace.ledger.Flaw;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.spool.SpoolRecovery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine does to a JVM: the application does not notice, every access is recorded or counted, and it goes on by itself. */
class TroubleIT {
    @TempDir
    Path root;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", root.resolve("disk").toString());
        }
    }

    @Test
    void aFullDiskIsCountedAndLeftBehind() throws Exception {
        Path disk = mount("64m");
        Path dir = disk.resolve("piitrace");
        try (LoadJvm jvm =
                new LoadJvm.Plan(dir, ",disk.max.mb=0").load(2, 10, 1000, 5).start()) {
            jvm.awaitReads(20_000);
            fill(disk.resolve("balloon"));
            jvm.awaitReads(200_000);
            Files.delete(disk.resolve("balloon"));
            Thread.sleep(6000); // the drain tries again every five seconds at the latest
            jvm.awaitReads(20_000);
            checkNothingIsMissing(jvm, dir, true);
        }
    }

    @Test
    void aDiskTooSmallForARingLosesAndSaysHowMuch() throws Exception {
        Path dir = mount("1m").resolve("piitrace");
        try (LoadJvm jvm = new LoadJvm.Plan(dir, ",disk.max.mb=0")
                .with("-Djava.io.tmpdir=" + root.resolve("nowhere"))
                .load(2, 10, 1000, 5)
                .start()) {
            jvm.awaitReads(20_000);
            checkNothingIsMissing(jvm, dir, true);
        }
    }

    @Test
    void aBoundReachedBeforeTheStartKeepsNoApplicationFromIt() throws Exception {
        Path dir = root.resolve("piitrace");
        Path foreign = Files.createDirectories(dir.resolve("ledger")).resolve("something");
        Files.write(foreign, new byte[20 << 20]);
        try (LoadJvm jvm = new LoadJvm.Plan(dir, ",disk.max.mb=16,on.full.max.ms=100")
                .load(2, 10, 1000, 5)
                .start()) {
            jvm.awaitReads(5000);
            Files.delete(foreign);
            jvm.awaitReads(200_000);
            checkNothingIsMissing(jvm, dir, true);
            assertThat(Accesses.in(dir).notices(NoticeType.START)).hasSize(1);
        }
    }

    @Test
    void aQuotaOfEachFileIsKeptTo() throws Exception {
        assumeThat(run("prlimit", "--fsize=3000000", "true"))
                .as("skipped: no prlimit")
                .isZero();
        Path dir = root.resolve("piitrace");
        try (LoadJvm jvm = new LoadJvm.Plan(dir, ",on.full.max.ms=60000")
                .by("prlimit", "--fsize=3000000")
                .load(2, 2, 1000, 1)
                .start()) {
            jvm.awaitReads(400_000);
            checkNothingIsMissing(jvm, dir, true);
        }
    }

    @Test
    void aQuotaOfAllFilesIsCountedAndLeftBehind() throws Exception {
        Path library = preloaded("quota");
        Path dir = root.resolve("piitrace");
        Path usedUp = root.resolve("used-up");
        set(usedUp, 0);
        try (LoadJvm jvm = new LoadJvm.Plan(dir, "")
                .environment("LD_PRELOAD", library.toString())
                .environment("QUOTA_FILE", usedUp.toString())
                .environment("QUOTA_DIR", dir.toString())
                .load(2, 10, 1000, 5)
                .start()) {
            jvm.awaitReads(20_000);
            set(usedUp, 1);
            jvm.awaitReads(200_000);
            set(usedUp, 0);
            Thread.sleep(6000); // as above
            jvm.awaitReads(20_000);
            checkNothingIsMissing(jvm, dir, true);
            assertThat(Accesses.in(dir.resolve("ledger")).notices(NoticeType.LOSS))
                    .as("it was felt")
                    .isNotEmpty();
        }
    }

    /** An error of the file system makes it read-only, and what was only in the cache is gone: as when the power fails. */
    @Test
    void aFileSystemThatFailsHasWhatWasForced() throws Exception {
        Path disk = mountImage();
        Path trigger = Path.of("/sys/fs/ext4", device(disk), "trigger_fs_error");
        assumeThat(Files.isWritable(trigger))
                .as("skipped: no error of a file system can be asked for here")
                .isTrue();
        Path dir = disk.resolve("piitrace");
        try (LoadJvm jvm = new LoadJvm.Plan(dir, ",force.ms=50,disk.max.mb=0")
                .load(2, 10, 1000, 20)
                .start()) {
            jvm.awaitReads(100_000);
            long before = jvm.reads();
            Thread.sleep(1000);
            Files.writeString(trigger, "1");
            jvm.awaitReads(100_000);
            assertThat(jvm.stop()).isZero();
            assertThat(jvm.err()).hasLineCount(1);

            assertThat(run("umount", disk.toString())).isZero();
            run("e2fsck", "-p", root.resolve("image").toString());
            assertThat(run("mount", "-o", "loop", root.resolve("image").toString(), disk.toString()))
                    .isZero();
            assertThat(SpoolRecovery.recover(dir, Progress.NONE).complete()).isTrue();
            long recorded = Accesses.in(dir.resolve("ledger")).total();
            System.out.printf("failed file system: before=%d recorded=%d reads=%d%n", before, recorded, jvm.reads());
            assertThat(recorded).isBetween(before, jvm.reads());
            assertThat(verdicts(dir)).allMatch(verdict -> verdict.flaws().isEmpty());
        }
    }

    @Test
    void aDeletedDirectoryIsMadeAnew() throws Exception {
        Path dir = root.resolve("piitrace");
        try (LoadJvm jvm = new LoadJvm.Plan(dir, "").load(2, 10, 1000, 5).start()) {
            jvm.awaitReads(20_000);
            Thread.sleep(2000);
            delete(dir);
            Thread.sleep(3000);
            long before = jvm.reads();
            jvm.awaitReads(20_000);
            assertThat(jvm.stop()).isZero();

            assertThat(Accesses.in(dir.resolve("ledger")).total()).isGreaterThanOrEqualTo(jvm.reads() - before);
            LedgerVerdict verdict = LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), Progress.NONE)
                    .ledgers()
                    .get(0);
            assertThat(verdict.flaws()).extracting(Flaw::what).isNotEmpty().containsOnly("missing-file");
            assertThat(jvm.err()).hasLineCount(1);
        }
    }

    @Test
    void aClockThatIsSetIsANoticeAndDeletesNothing() throws Exception {
        Path library = preloaded("clock");
        Path dir = root.resolve("piitrace");
        Path clock = root.resolve("clock");
        set(clock, 0);
        try (LoadJvm jvm = new LoadJvm.Plan(dir, ",retention.days=1")
                .environment("LD_PRELOAD", library.toString())
                .environment("CLOCK_FILE", clock.toString())
                .load(2, 10, 1000, 20)
                .start()) {
            jvm.awaitReads(10_000);
            for (int days : new int[] {30, -30, 0}) {
                set(clock, days * 86_400L);
                Thread.sleep(1500);
                jvm.awaitReads(10_000);
            }
            checkNothingIsMissing(jvm, dir, false);
        }
        List<Long> jumps = Accesses.in(dir).notices(NoticeType.CLOCK).stream()
                .map(notice -> days(notice))
                .toList();
        assertThat(jumps).containsExactly(30L, -60L, 30L);
        assertThat(Accesses.in(dir).notices(NoticeType.RETENTION)).isEmpty();
    }

    @Test
    void twoJvmsOfOneNameHaveALedgerEach() throws Exception {
        Path dir = root.resolve("piitrace");
        long reads;
        try (LoadJvm one = new LoadJvm.Plan(dir, "").load(1, 10, 1000, 5).start();
                LoadJvm two = new LoadJvm.Plan(dir, "").load(1, 10, 1000, 5).start()) {
            one.awaitReads(20_000);
            two.awaitReads(20_000);
            Thread.sleep(1500);
            one.kill();
            two.awaitReads(10_000);
            assertThat(two.stop()).isZero();
            reads = two.reads() + one.reads();
        }
        assertThat(SpoolRecovery.recover(dir, Progress.NONE).complete()).isTrue();
        Accesses accesses = Accesses.in(dir.resolve("ledger"));
        long lost = accesses.notices(NoticeType.LOSS).stream()
                .mapToLong(notice -> Long.parseLong(notice.attributes().get("count")))
                .sum();

        assertThat(accesses.total() + lost).isBetween(reads, reads + Load.PORTION);
        assertThat(verdicts(dir)).hasSize(2).allMatch(verdict -> verdict.state() == LedgerVerdict.State.INTACT);
    }

    @Test
    void copiesOfADirectoryGoOnAloneAndAreToldApartTogether() throws Exception {
        Path first = root.resolve("first");
        long reads;
        try (LoadJvm jvm = new LoadJvm.Plan(first, "").load(1, 10, 1000, 5).start()) {
            jvm.awaitReads(10_000);
            assertThat(jvm.stop()).isZero();
            reads = jvm.reads();
        }
        Path second = root.resolve("second");
        run("cp", "-a", first.toString(), second.toString());
        for (Path copy : List.of(first, second)) {
            try (LoadJvm jvm = new LoadJvm.Plan(copy, "").load(1, 10, 1000, 5).start()) {
                jvm.awaitReads(10_000);
                assertThat(jvm.stop()).isZero();
                assertThat(Accesses.in(copy.resolve("ledger")).total()).isEqualTo(reads + jvm.reads());
            }
            assertThat(verdicts(copy)).allMatch(verdict -> verdict.state() == LedgerVerdict.State.INTACT);
        }
        assertThat(verdicts(root)).singleElement().satisfies(verdict -> {
            assertThat(verdict.state()).isEqualTo(LedgerVerdict.State.TAMPERED);
            assertThat(verdict.flaws()).extracting(Flaw::what).contains("inserted");
        });
    }

    private static void checkNothingIsMissing(LoadJvm jvm, Path dir, boolean intact) throws Exception {
        assertThat(jvm.stop()).as(jvm.err()).isZero();
        // newer JDKs say themselves that there is no such directory for temporary files
        assertThat(jvm.err().lines().filter(line -> !line.startsWith("WARNING: java.io.tmpdir")))
                .hasSize(1);
        assertThat(SpoolRecovery.recover(dir, Progress.NONE).complete()).isTrue();
        Accesses accesses = Accesses.in(dir.resolve("ledger"));
        long lost = accesses.notices(NoticeType.LOSS).stream()
                .mapToLong(notice -> Long.parseLong(notice.attributes().get("count")))
                .sum();
        System.out.printf("trouble: reads=%d recorded=%d lost=%d%n", jvm.reads(), accesses.total(), lost);
        assertThat(accesses.total() + lost).isEqualTo(jvm.reads());
        assertThat(verdicts(dir)).allMatch(verdict -> verdict.flaws().isEmpty());
        if (intact) {
            assertThat(accesses.notices(NoticeType.CLOCK)).isEmpty();
        }
    }

    private static void set(Path file, long value) throws IOException {
        try (RandomAccessFile number = new RandomAccessFile(file.toFile(), "rw")) { // in place: it is mapped
            number.writeLong(Long.reverseBytes(value));
        }
    }

    private static long days(Notice notice) {
        Instant from = Instant.parse(notice.attributes().get("from"));
        Instant to = Instant.parse(notice.attributes().get("to"));
        return Math.round((to.toEpochMilli() - from.toEpochMilli()) / 86_400_000.0);
    }

    private static List<LedgerVerdict> verdicts(Path dir) throws IOException {
        return LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), Progress.NONE)
                .ledgers();
    }

    private Path preloaded(String source) throws Exception {
        Path library = root.resolve(source + ".so");
        assumeThat(run("cc", "-shared", "-fPIC", "-o", library.toString(), "src/test/c/" + source + ".c"))
                .as("skipped: no C compiler")
                .isZero();
        return library;
    }

    private Path mount(String size) throws Exception {
        Path disk = Files.createDirectory(root.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()) == 0;
        assumeThat(mounted).as("skipped: file systems cannot be mounted here").isTrue();
        return disk;
    }

    private Path mountImage() throws Exception {
        Path disk = Files.createDirectory(root.resolve("disk"));
        Path image = root.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(64 << 20);
        }
        mounted = run("mkfs.ext4", "-q", "-F", image.toString()) == 0
                && run("mount", "-o", "loop,errors=remount-ro", image.toString(), disk.toString()) == 0;
        assumeThat(mounted).as("skipped: file systems cannot be mounted here").isTrue();
        return disk;
    }

    private static String device(Path mount) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
            if (line.contains(" " + mount + " ")) {
                return line.substring("/dev/".length(), line.indexOf(' '));
            }
        }
        throw new IOException("not mounted: " + mount);
    }

    private static void fill(Path balloon) throws IOException {
        try (var out = Files.newOutputStream(balloon)) {
            byte[] bytes = new byte[4096];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void delete(Path dir) throws IOException {
        for (int attempt = 0; attempt < 20 && Files.exists(dir); attempt++) {
            try (Stream<Path> all = Files.walk(dir)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException writtenMeanwhile) {
                continue;
            }
        }
    }

    private static int run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException notThere) {
            return -1;
        }
    }
}
