package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ledgers that were written once and are never written again: every later reader reads them. */
class GoldenLedgerTest {
    private static final Path SAMPLE = Path.of("src/test/resources/golden/v1/sample");

    @Test
    void sampleOfVersionOneReadsAsItWasWritten() throws IOException {
        if (Boolean.getBoolean("piitrace.test.regenerate") && !Files.exists(SAMPLE)) {
            WriterOptions small = new WriterOptions(Files.createTempDirectory("keys"), 8_000, 1 << 18, 600_000);
            SampleLedger.write(SAMPLE, small, 0, 8, 120);
            SampleLedger.write(SAMPLE, small, 8, 2, 120);
            Files.delete(SAMPLE.resolve("lock"));
        }
        List<LedgerRecord> expected = new ArrayList<>();
        List<LedgerRecord> found = SampleLedger.read(SAMPLE, Scan.ALL).stream()
                .filter(record -> !(record instanceof Notice notice) || notice.type() != NoticeType.CHECKPOINT)
                .toList();
        long seq = 1;
        for (int i = 0; i < 10; i++) {
            Batch batch = SampleLedger.batch(i, 120);
            expected.addAll(SampleLedger.records(batch, seq));
            seq += batch.recordCount() + (i == 7 ? 1 : 0); // the first run closed with a checkpoint
        }

        assertThat(found).isEqualTo(expected);
        assertThat(SampleLedger.verify(SAMPLE).state()).isEqualTo(LedgerVerdict.State.INTACT);
    }
}
