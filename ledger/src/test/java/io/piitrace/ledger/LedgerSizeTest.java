package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSizeTest {
    @TempDir
    Path dir;

    @Test
    void accessesOfRequestsTakeAboutOneByteEach() throws IOException {
        RequestStream stream = new RequestStream();
        long records = 0;
        long writingNs = 0;
        int batches = Integer.getInteger("piitrace.test.batches", 200);
        try (LedgerWriter writer = LedgerWriter.open(
                dir.resolve("ledger"), SampleLedger.ORIGIN, WriterOptions.signed(dir.resolve("keys")))) {
            Batch batch = new Batch();
            for (int i = 0; i < batches; i++) {
                batch.clear();
                stream.fill(batch, 16_384);
                batch.position(
                        new SpoolPosition("20261123-204421-4711-abcdef", i % 8, i * 16_384L, SampleLedger.START_MS, 1));
                records += batch.recordCount();
                long start = cpuNs();
                writer.append(batch, stream);
                writingNs += cpuNs() - start;
            }
        }

        List<Path> files = LedgerFiles.find(List.of(dir));
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        report("written", writingNs, records, bytes, stream.accesses);
        readAll(files, records, bytes, stream.accesses);
        long start = cpuNs();
        assertThat(LedgerVerifier.verify(files, Progress.NONE).intact()).isTrue();
        report("verified", cpuNs() - start, records, bytes, stream.accesses);
        findOne(files, stream.subject(19_000).pseudonym(), records, bytes, stream.accesses);
        assertThat((double) bytes / stream.accesses).isLessThan(1.5);
    }

    private static void readAll(List<Path> files, long records, long bytes, long accesses) throws IOException {
        for (int pass = 0; pass < 3; pass++) {
            long found = 0;
            long start = cpuNs();
            for (Path file : files) {
                try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                    while (reader.advance()) {
                        found += reader.notice() == null ? reader.count() : 0;
                    }
                }
            }
            assertThat(found).isEqualTo(accesses);
            report("read", cpuNs() - start, records, bytes, accesses);
        }
    }

    private static void findOne(List<Path> files, String subject, long records, long bytes, long accesses)
            throws IOException {
        for (int pass = 0; pass < 3; pass++) {
            long found = 0;
            long start = cpuNs();
            Scan scan = new Scan(Long.MIN_VALUE, Long.MAX_VALUE, Set.of(subject), Set.of());
            for (Path file : files) {
                try (LedgerReader reader = LedgerReader.open(file, scan)) {
                    while (reader.advance()) {
                        found += reader.notice() == null ? 1 : 0;
                    }
                }
            }
            report("one subject, rows=" + found, cpuNs() - start, records, bytes, accesses);
        }
    }

    /** Of this thread: so that other work on the machine does not count. */
    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void report(String what, long ns, long records, long bytes, long accesses) {
        System.out.printf(
                "%-24s %d records, %d accesses, %.1f ns/record, %.1f M records/s, %.3f bytes/record, %.3f bytes/access, %.0f MB/s%n",
                what,
                records,
                accesses,
                (double) ns / records,
                records * 1e3 / ns,
                (double) bytes / records,
                (double) bytes / accesses,
                bytes * 1e3 / ns);
    }
}
