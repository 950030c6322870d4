package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerRoundTripTest {
    @TempDir
    Path dir;

    @Test
    void everyRecordComesBackAsItWasAppended() throws IOException {
        List<LedgerRecord> expected = new ArrayList<>();
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            for (int i = 0; i < 10; i++) {
                Batch batch = SampleLedger.batch(i, i * 50);
                expected.addAll(SampleLedger.records(batch, writer.nextSeq()));
                writer.append(batch, new SampleLedger());
            }
        }

        List<LedgerRecord> found = SampleLedger.read(ledger(), Scan.ALL);

        assertThat(found.subList(0, found.size() - 1)).isEqualTo(expected);
        assertThat(found.get(found.size() - 1))
                .isInstanceOfSatisfying(
                        Notice.class, last -> assertThat(last.type()).isEqualTo(NoticeType.CHECKPOINT));
        LedgerVerdict verdict = SampleLedger.verify(ledger());
        assertThat(verdict.flaws()).isEmpty();
        assertThat(verdict.state()).isEqualTo(LedgerVerdict.State.INTACT);
        assertThat(verdict.records()).isEqualTo(found.size());
        assertThat(verdict.losses()).isEqualTo(17 * 9);
    }

    @Test
    void nextRunContinuesNumbersChainAndPositions() throws IOException {
        SampleLedger.write(ledger(), options(), 0, 3, 100);
        SampleLedger.write(ledger(), options(), 3, 3, 100);
        Map<SpoolPosition.Key, SpoolPosition> positions;
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            positions = writer.positions();
        }

        List<LedgerRecord> found = SampleLedger.read(ledger(), Scan.ALL);

        assertThat(LedgerFiles.find(List.of(ledger()))).hasSize(2);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).seq()).isEqualTo(i + 1);
        }
        assertThat(positions)
                .containsOnlyKeys(
                        new SpoolPosition.Key("run-1", 0),
                        new SpoolPosition.Key("run-1", 1),
                        new SpoolPosition.Key("run-1", 2));
        assertThat(positions.get(new SpoolPosition.Key("run-1", 0)).words()).isEqualTo(5000);
        assertThat(positions.get(new SpoolPosition.Key("run-1", 2)).words()).isEqualTo(5007);
        assertThat(SampleLedger.verify(ledger()).flaws()).isEmpty();
        assertThat(SampleLedger.verify(ledger()).closed()).isTrue();
    }

    @Test
    void positionsOfAsManyRingsAsAJvmCanHaveComeBack() throws IOException {
        int rings = 1 << 15;
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            for (int block = 1; block <= 2; block++) {
                Batch batch = SampleLedger.batch(0, 3);
                for (int ring = -rings - 3; ring < rings; ring++) { // with their count tables
                    batch.position(new SpoolPosition("run-2", ring, (long) block << 30, SampleLedger.START_MS, 7));
                }
                writer.append(batch, new SampleLedger());
            }
        }

        assertThat(SampleLedger.verify(ledger()).state()).isEqualTo(LedgerVerdict.State.INTACT);
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            assertThat(writer.positions().values().stream()
                            .filter(position -> position.run().equals("run-2")))
                    .hasSize(2 * rings + 3)
                    .allSatisfy(position -> assertThat(position.words()).isEqualTo(2L << 30));
        }
    }

    @Test
    void fileThatIsFullIsFollowedByAnother() throws IOException {
        WriterOptions small = new WriterOptions(dir.resolve("keys"), 4000, 1 << 18, 0);

        SampleLedger.write(ledger(), small, 0, 20, 200);

        assertThat(LedgerFiles.find(List.of(ledger()))).hasSizeGreaterThan(3);
        assertThat(SampleLedger.verify(ledger()).flaws()).isEmpty();
        assertThat(SampleLedger.verify(ledger()).state()).isEqualTo(LedgerVerdict.State.INTACT);
    }

    @Test
    void scanReturnsWhatItAsksForAndNothingElse() throws IOException {
        SampleLedger.write(ledger(), options(), 0, 40, 300);
        List<LedgerRecord> all = SampleLedger.read(ledger(), Scan.ALL);
        String person = SampleLedger.pseudonym(17);
        long from = SampleLedger.START_MS + 7_005;
        long to = SampleLedger.START_MS + 9_013;

        assertScan(
                all,
                new Scan(from, to, Set.of(), Set.of()),
                access -> access.lastMs() >= from && access.firstMs() < to);
        assertScan(
                all,
                new Scan(Long.MIN_VALUE, Long.MAX_VALUE, Set.of(person, "not-hex-42"), Set.of()),
                access -> person.equals(access.subject().pseudonym())
                        || "not-hex-42".equals(access.subject().pseudonym()));
        assertScan(
                all,
                new Scan(Long.MIN_VALUE, Long.MAX_VALUE, Set.of(), Set.of("tenant-2")),
                access -> "tenant-2".equals(access.context().tenant())
                        || "tenant-2".equals(access.subject().tenant()));
        assertScan(all, new Scan(Long.MIN_VALUE, Long.MAX_VALUE, Set.of("nobody"), Set.of()), access -> false);
    }

    private void assertScan(List<LedgerRecord> all, Scan scan, java.util.function.Predicate<AccessRecord> wanted)
            throws IOException {
        List<LedgerRecord> expected = all.stream()
                .filter(record -> record instanceof Notice || wanted.test((AccessRecord) record))
                .toList();
        assertThat(SampleLedger.read(ledger(), scan)).isEqualTo(expected);
    }

    @Test
    void longTextIsCutAndMarkedNotDropped() throws IOException {
        String text = "ä".repeat(5000);
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            Batch batch = new Batch();
            batch.notice(NoticeType.GAP, 1, Map.of("why", text));
            writer.append(batch, new SampleLedger());
        }

        Notice notice = (Notice) SampleLedger.read(ledger(), Scan.ALL).get(0);

        assertThat(notice.attributes().get("why"))
                .startsWith("äää")
                .endsWith("…[cut, 10000 bytes]")
                .hasSizeLessThan(2100);
    }

    @Test
    void secondWriterOfTheSameDirectoryIsRefused() throws IOException {
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            assertThatThrownBy(() -> LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("written by another process");
            assertThat(writer.nextSeq()).isEqualTo(1);
        }
    }

    @Test
    void emptyDirectoryStaysEmptyWhenNothingIsAppended() throws IOException {
        LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options()).close();

        assertThat(LedgerFiles.find(List.of(ledger()))).isEmpty();
        assertThat(dir.resolve("keys")).doesNotExist();
    }

    @Test
    void signingKeyIsForItsOwnerAlone() throws IOException {
        SampleLedger.write(ledger(), options(), 0, 1, 10);

        Path key = dir.resolve("keys/payroll.signing");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(key)).hasSize(1);
        assertThat(dir.resolve("keys/payroll.public")).isRegularFile();
    }

    private Path ledger() {
        return dir.resolve("ledger/payroll");
    }

    private WriterOptions options() {
        return WriterOptions.signed(dir.resolve("keys"));
    }
}
