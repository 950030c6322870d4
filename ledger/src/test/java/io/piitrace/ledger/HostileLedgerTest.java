package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteOut;
import io.piitrace.ledger.format.Defined;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Holdings;
import io.piitrace.ledger.format.Limits;
import io.piitrace.ledger.format.SectionOut;
import io.piitrace.ledger.format.SubjectFilter;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody made, checksums and chain right, in order to exhaust whoever reads them. */
class HostileLedgerTest {
    private static final long PLENTY = 400L << 20;

    @TempDir
    Path dir;

    @Test
    void sectionThatInflatesToAllThatIsAllowedTakesNoMoreThanThat() throws IOException {
        Path file = write(zone(1, 0, 0), payload -> {
            try (SectionOut sections = new SectionOut()) {
                ByteOut zeros = new ByteOut(Limits.SECTION_BYTES);
                zeros.bytes(new byte[Limits.SECTION_BYTES]);
                sections.write(new ByteOut(1), payload);
                sections.write(zeros, payload);
                sections.write(new ByteOut(1), payload);
            }
        });
        assertThat(Files.size(file)).isLessThan(1 << 20);

        assertRefused(file);
    }

    @Test
    void sectionThatSaysItInflatesToMoreIsRefused() throws IOException {
        assertRefused(write(zone(1, 0, 0), payload -> {
            payload.varint(0);
            payload.varint(0);
            payload.varint(Limits.SECTION_BYTES);
            payload.varint(40);
            payload.bytes(new byte[40]);
        }));
    }

    @Test
    void rowsAndDefinitionsThatAreNotThereTakeNoMemory() throws IOException {
        assertRefused(write(zone(Limits.BLOCK_RECORDS, Limits.BLOCK_RECORDS, 0), HostileLedgerTest::nothing));
        assertRefused(write(zone(1, 1, Limits.FILE_DEFINITIONS), HostileLedgerTest::nothing));
    }

    private static void nothing(ByteOut payload) {
        for (int i = 0; i < 6; i++) {
            payload.varint(0);
        }
    }

    private static Zone zone(int records, int rows, int definitions) {
        Defined.Range range = new Defined.Range(0, definitions);
        Holdings holdings = new Holdings(
                new Defined(range, range, range, range), null, new SubjectFilter(new byte[] {(byte) 0xFF}));
        return new Zone(1, records, rows, rows, 0, 0, 0, 1, holdings, List.of(), List.of());
    }

    private Path write(Zone zone, Consumer<ByteOut> content) throws IOException {
        FileHeader header = new FileHeader(
                FileHeader.VERSION,
                new byte[16],
                1,
                1,
                1,
                0,
                new byte[32],
                new byte[32],
                new Origin("hostile", "host"));
        ByteOut zoneBytes = new ByteOut(64);
        zone.encode(zoneBytes, false);
        ByteOut body = new ByteOut(1 << 16);
        body.bytes(zoneBytes);
        content.accept(body);
        int zoneLength = zoneBytes.length();
        byte[] block = BlockHeader.begin(
                body.length(),
                BlockHeader.RECORDS,
                false,
                zoneLength,
                BlockHeader.crc(body.array(), 0, zoneLength),
                BlockHeader.crc(body.array(), zoneLength, body.length() - zoneLength),
                1);
        Chain chain = new Chain();
        byte[] before = chain.header(header.encode());
        BlockHeader.finish(
                block, chain.block(before, block, 0, BlockHeader.CHAINED_BYTES, body.array(), 0, body.length()));
        ByteOut file = new ByteOut(1 << 16);
        file.bytes(header.encode());
        file.bytes(block);
        file.bytes(body);
        Path path = Files.createDirectories(dir.resolve("hostile")).resolve("00000001.ledger");
        Files.write(path, file.toByteArray());
        return path;
    }

    private static void assertRefused(Path file) throws IOException {
        long before = allocated();
        assertThatThrownBy(() -> {
                    try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                        while (reader.next() != null) {
                            // to the end
                        }
                    }
                })
                .isInstanceOf(CorruptLedgerException.class);
        LedgerVerdict verdict = LedgerVerifier.verify(List.of(file), VerifyOptions.RECORDS, Progress.NONE)
                .ledgers()
                .get(0);
        assertThat(verdict.flaws()).extracting(Flaw::what).containsExactly("malformed");
        assertThat(allocated() - before).isLessThan(PLENTY);
    }

    /** By this thread. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
