package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ledgers that were written once and are never written again: every later reader reads them. */
class GoldenLedgerTest {
    private static final Path SAMPLE = Path.of("src/test/resources/golden/v1/sample");
    private static final Path ENCRYPTED = Path.of("src/test/resources/golden/v1/encrypted");
    private static final Path CLAIMS = Path.of("src/test/resources/golden/v2/sample");
    private static final Path SOURCES = Path.of("src/test/resources/golden/v3/sample");

    @Test
    void sampleOfVersionOneReadsAsItWasWritten() throws IOException {
        if (Boolean.getBoolean("piitrace.test.regenerate") && !Files.exists(SAMPLE)) {
            WriterOptions small = new WriterOptions(Files.createTempDirectory("keys"), 8_000, 1 << 18, 600_000);
            SampleLedger.write(SAMPLE, small, 0, 8, 120);
            SampleLedger.write(SAMPLE, small, 8, 2, 120);
            Files.delete(SAMPLE.resolve("lock"));
        }
        assertSample(SAMPLE, TenantKeys.NONE, 10, 8);
    }

    @Test
    void encryptedSampleOfVersionOneReadsAsItWasWritten() throws IOException {
        TenantKeys keys = TenantKeys.in(ENCRYPTED.resolve("tenants"), null, 0);
        if (Boolean.getBoolean("piitrace.test.regenerate") && !Files.exists(ENCRYPTED)) {
            WriterOptions options = WriterOptions.signed(Files.createTempDirectory("keys"));
            SampleLedger.write(ENCRYPTED, options.encrypted(keys), 0, 3, 60);
            Files.delete(ENCRYPTED.resolve("lock"));
        }
        List<LedgerRecord> found = SampleLedger.read(ENCRYPTED, Scan.ALL, keys);
        List<LedgerRecord> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expected.addAll(SampleLedger.records(SampleLedger.batch(i, 60), 0));
        }

        assertThat(SampleLedger.withoutSeq(found))
                .containsExactlyInAnyOrderElementsOf(SampleLedger.withoutSeq(expected));
        assertThat(SampleLedger.verify(ENCRYPTED).state()).isEqualTo(LedgerVerdict.State.INTACT);
    }

    @Test
    void sampleOfVersionTwoReadsAsItWasWritten() throws IOException {
        assertLaterSample(CLAIMS, 20);
    }

    @Test
    void sampleOfVersionThreeReadsAsItWasWritten() throws IOException {
        assertLaterSample(SOURCES, 30);
    }

    private static void assertLaterSample(Path sample, int first) throws IOException {
        if (Boolean.getBoolean("piitrace.test.regenerate") && !Files.exists(sample)) {
            SampleLedger.write(sample, WriterOptions.signed(Files.createTempDirectory("keys")), first, 3, 120);
            Files.delete(sample.resolve("lock"));
        }
        List<LedgerRecord> expected = new ArrayList<>();
        for (int i = first; i < first + 3; i++) {
            expected.addAll(SampleLedger.records(SampleLedger.batch(i, 120), 0));
        }

        assertThat(SampleLedger.withoutSeq(SampleLedger.read(sample, Scan.ALL)))
                .isEqualTo(SampleLedger.withoutSeq(expected));
        assertThat(SampleLedger.verify(sample).state()).isEqualTo(LedgerVerdict.State.INTACT);
    }

    private static boolean isCheckpoint(LedgerRecord record) {
        return record instanceof Notice notice && notice.type() == NoticeType.CHECKPOINT;
    }

    private static void assertSample(Path sample, TenantKeys keys, int batches, int first) throws IOException {
        List<LedgerRecord> expected = new ArrayList<>();
        List<LedgerRecord> found = SampleLedger.read(sample, Scan.ALL, keys).stream()
                .filter(record -> !isCheckpoint(record))
                .toList();
        long seq = 1;
        for (int i = 0; i < batches; i++) {
            Batch batch = SampleLedger.batch(i, 120);
            expected.addAll(SampleLedger.records(batch, seq));
            seq += batch.recordCount() + (i == first - 1 ? 1 : 0); // the first run closed with a checkpoint
        }

        assertThat(found).isEqualTo(expected);
        assertThat(SampleLedger.verify(sample).state()).isEqualTo(LedgerVerdict.State.INTACT);
    }
}
