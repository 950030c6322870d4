package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.LedgerVerdict.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the configuration had deleted, and files that somebody else deleted. Batch number n is n seconds after START_MS. */
class RetentionTest {
    private static final long NOW_MS = System.currentTimeMillis();
    private static final long LATER_MS = NOW_MS + 1_000_000;

    @TempDir
    Path dir;

    private Path ledger;

    /** One batch a file: four files in order, each with a closing checkpoint. */
    @BeforeEach
    void writeLedger() throws IOException {
        ledger = dir.resolve("ledger/payroll");
        for (int batch = 0; batch < 4; batch++) {
            try (LedgerWriter writer = open()) {
                writer.append(batch(batch), new SampleLedger());
            }
        }
    }

    @Test
    void deletedFilesThatANoticeNamesAreNoFlaw() throws IOException {
        deleteOldest(2);

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(names()).containsExactly("00000003.ledger", "00000004.ledger", "00000005.ledger");
        assertThat(verdict.flaws()).isEmpty();
        assertThat(verdict.state()).isEqualTo(State.INTACT);
    }

    @Test
    void noticeSaysWhatWasDeleted() throws IOException {
        long lastSeq = SampleLedger.read(ledger, Scan.ALL).stream()
                .filter(RetentionTest::isCheckpoint)
                .findFirst()
                .orElseThrow()
                .seq();

        deleteOldest(1);

        assertThat(retentions()).singleElement().satisfies(notice -> {
            assertThat(notice.attributes())
                    .containsEntry("firstFile", "1")
                    .containsEntry("lastFile", "1")
                    .containsEntry("firstSeq", "1")
                    .containsEntry("lastSeq", Long.toString(lastSeq))
                    .containsEntry("reason", "retention");
            assertThat(notice.attributes().get("head")).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void noticeInAFileThatIsDeletedLaterIsTakenOver() throws IOException {
        deleteOldest(4);
        deleteOldest(1);

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(names()).containsExactly("00000006.ledger");
        assertThat(retentions().get(0).attributes())
                .containsEntry("firstFile", "1")
                .containsEntry("lastFile", "5");
        assertThat(verdict.flaws()).isEmpty();
    }

    @Test
    void anotherMissingFileAtTheBeginningIsAFlaw() throws IOException {
        deleteOldest(2);
        Files.delete(ledger.resolve("00000003.ledger"));

        assertThat(SampleLedger.verify(ledger).flaws())
                .extracting(flaw -> flaw.file().getFileName() + " " + flaw.what())
                .containsExactly(
                        "00000001.ledger missing-file", "00000002.ledger missing-file", "00000003.ledger missing-file");
    }

    @Test
    void aFileDeletedBeforeRetentionIsAFlawAfterIt() throws IOException {
        Files.delete(ledger.resolve("00000001.ledger"));
        deleteOldest(1);

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(names()).containsExactly("00000003.ledger", "00000004.ledger", "00000005.ledger");
        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws())
                .extracting(flaw -> flaw.file().getFileName() + " " + flaw.what())
                .containsExactly("00000001.ledger missing-file");
    }

    @Test
    void missingFilesThatNoNoticeNamesAreFlaws() throws IOException {
        Files.delete(ledger.resolve("00000001.ledger"));

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).containsExactly("missing-file");
    }

    @Test
    void filesWithYoungerRecordsStay() throws IOException {
        try (LedgerWriter writer = open()) {
            assertThat(writer.deleteOldest(NOW_MS - 86_400_000, NOW_MS)).isFalse();
        }
        assertThat(names()).hasSize(4);
    }

    @Test
    void theFileThatIsBeingWrittenStays() throws IOException {
        try (LedgerWriter writer = open()) {
            writer.append(batch(4), new SampleLedger());
            int deleted = 0;
            while (writer.deleteOldest(LATER_MS, NOW_MS)) {
                deleted++;
            }
            assertThat(deleted).isEqualTo(4);
        }

        assertThat(names()).containsExactly("00000005.ledger");
        assertThat(SampleLedger.verify(ledger).state()).isEqualTo(State.INTACT);
    }

    @Test
    void anAlteredFileStaysAsAProof() throws IOException {
        Path first = ledger.resolve("00000001.ledger");
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length / 2] ^= 1;
        Files.write(first, bytes);

        try (LedgerWriter writer = open()) {
            assertThat(writer.deleteOldest(LATER_MS, NOW_MS)).isFalse();
        }

        assertThat(names()).hasSize(4);
    }

    @Test
    void ledgersOfEndedJvmsAreSweptAndLivingOnesAreNot() throws IOException {
        Path living = dir.resolve("ledger/living");
        SampleLedger.write(living, options(), 0, 1, 12);
        try (LedgerWriter held = LedgerWriter.open(living, SampleLedger.ORIGIN, options())) {
            int deleted = LedgerRetention.delete(dir.resolve("ledger"), null, options(), LATER_MS, NOW_MS);
            assertThat(deleted).isEqualTo(4);
            assertThat(held.nextSeq()).isGreaterThan(1);
        }

        assertThat(living.resolve("00000001.ledger")).exists();
        assertThat(names()).containsExactly("00000005.ledger");
        assertThat(SampleLedger.verify(ledger).state()).isEqualTo(State.INTACT);
    }

    private void deleteOldest(int files) throws IOException {
        try (LedgerWriter writer = open()) {
            for (int i = 0; i < files; i++) {
                assertThat(writer.deleteOldest(LATER_MS, NOW_MS)).isTrue();
            }
        }
    }

    private LedgerWriter open() throws IOException {
        return LedgerWriter.open(ledger, SampleLedger.ORIGIN, options());
    }

    private WriterOptions options() {
        return WriterOptions.signed(dir.resolve("keys"));
    }

    private static Batch batch(int number) {
        return SampleLedger.batch(number, 12);
    }

    private List<String> names() throws IOException {
        return LedgerFiles.find(List.of(ledger)).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
    }

    private List<Notice> retentions() throws IOException {
        return SampleLedger.read(ledger, Scan.ALL).stream()
                .filter(Notice.class::isInstance)
                .map(Notice.class::cast)
                .filter(notice -> notice.type() == NoticeType.RETENTION)
                .toList();
    }

    private static boolean isCheckpoint(LedgerRecord record) {
        return record instanceof Notice notice && notice.type() == NoticeType.CHECKPOINT;
    }
}
