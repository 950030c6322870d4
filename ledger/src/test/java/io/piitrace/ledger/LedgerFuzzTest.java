package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.seal.SignedCheckpoint;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Altered files of every sort, with checksums made good so that what is behind them is reached. {@code -Dpiitrace.test.seed} repeats a failure,
 * {@code -Dpiitrace.test.inputs} asks for more.
 */
class LedgerFuzzTest {
    private static final long SEED = Long.getLong("piitrace.test.seed", 20261123L);
    private static final int INPUTS = Integer.getInteger("piitrace.test.inputs", 2000);
    /** Long enough for millions of inputs; a test that hangs ends at all. */
    private static final int HANGS_S = 6 * 3600;

    /** A length that nobody has so many bytes for. */
    private static final byte[] HUGE = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};

    @TempDir
    Path dir;

    @Test
    @Timeout(HANGS_S)
    void alteredFilesEndInCorruptLedgerExceptionAndNothingElse() throws IOException {
        fuzz(null, INPUTS);
    }

    @Test
    @Timeout(HANGS_S)
    void soDoAlteredFilesWhoseRecordsAreEncrypted() throws IOException {
        fuzz(TenantKeys.in(dir.resolve("keys/tenants"), null, 0), INPUTS / 4);
    }

    @Test
    void alteredTextsOfCheckpointsAreCheckpointsOrNone() throws IOException {
        Path ledger = dir.resolve("ledger");
        SampleLedger.write(ledger, WriterOptions.signed(dir.resolve("keys")), 0, 1, 10);
        String line = SampleLedger.verify(ledger).seals().last().line();
        int genuine = 0;
        for (int input = 0; input < INPUTS; input++) {
            Random random = new Random(SEED + input);
            StringBuilder altered = new StringBuilder(line);
            for (int i = random.nextInt(3); i >= 0; i--) {
                altered.setCharAt(
                        random.nextInt(line.length()), (char) ("0123456789abcdef -".charAt(random.nextInt(18))));
            }
            SignedCheckpoint found = SignedCheckpoint.in(altered.toString());
            genuine += found != null && found.genuine() && !altered.toString().equals(line) ? 1 : 0;
            KeptKey.parse(altered.substring(random.nextInt(line.length())));
        }
        assertThat(genuine).isZero();
    }

    private void fuzz(@Nullable TenantKeys encryptedBy, int inputs) throws IOException {
        TenantKeys keys = encryptedBy == null ? TenantKeys.NONE : encryptedBy;
        Path ledger = dir.resolve("ledger");
        WriterOptions options = WriterOptions.signed(dir.resolve("keys")).encrypted(encryptedBy);
        SampleLedger.write(ledger, options, 0, 5, 60);
        Path file = ledger.resolve("00000001.ledger");
        byte[] original = Files.readAllBytes(file);
        Scan[] scans = {Scan.ALL, new Scan(0, Long.MAX_VALUE, Set.of(SampleLedger.pseudonym(17)), Set.of("tenant-1"))};
        int corrupt = 0;
        for (int input = 0; input < inputs; input++) {
            long seed = SEED + input;
            byte[] altered = alter(original, new Random(seed));
            overwrite(file, altered);
            try {
                corrupt += read(file, scans[input % 2], keys) ? 0 : 1;
                LedgerVerifier.verify(
                        List.of(file), new VerifyOptions(true, List.of(), List.of(), keys), Progress.NONE);
                if (input % 8 == 0) {
                    LedgerTail.find(ledger);
                    overwrite(file, altered);
                }
            } catch (RuntimeException | IOException | Error e) {
                fail("seed=" + seed, e);
            }
        }
        System.out.printf("fuzz: inputs=%d refused=%d encrypted=%s%n", inputs, corrupt, encryptedBy != null);
        assertThat(corrupt).isBetween(inputs / 20, inputs - 1);
    }

    /** In place: some file systems wait for the disk where a file is written anew. */
    private static void overwrite(Path file, byte[] bytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(bytes);
            out.setLength(bytes.length);
        }
    }

    private static boolean read(Path file, Scan scan, TenantKeys keys) throws IOException {
        try (LedgerReader reader = LedgerReader.open(file, scan, keys)) {
            int records = 0;
            while (reader.next() != null) {
                records++;
            }
            return records >= 0;
        } catch (CorruptLedgerException e) {
            return false;
        }
    }

    private static byte[] alter(byte[] original, Random random) throws IOException {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        int headerLength = FileHeader.length(Arrays.copyOf(bytes, FileHeader.PREFIX_BYTES));
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) random.nextInt(256));
                case 3 -> System.arraycopy(HUGE, 0, bytes, at, Math.min(HUGE.length, bytes.length - at));
                default -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
            }
        }
        if (random.nextInt(10) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        } else if (random.nextInt(10) != 0) {
            mend(bytes, headerLength);
        }
        return bytes;
    }

    /** Makes every checksum good again, as far as the blocks still can be found. */
    private static void mend(byte[] bytes, int headerLength) {
        put(bytes, headerLength - 4, BlockHeader.crc(bytes, 0, headerLength - 4));
        int at = headerLength;
        while (at + BlockHeader.BYTES <= bytes.length) {
            int body = ByteIn.u32(bytes, at + 4);
            int zone = ByteIn.u32(bytes, at + 12);
            int bodyAt = at + BlockHeader.BYTES;
            if (body < 0 || body > bytes.length - bodyAt || zone < 0 || zone > body) {
                put(bytes, at + BlockHeader.CRC_OFFSET, BlockHeader.crc(bytes, at, BlockHeader.CRC_OFFSET));
                return;
            }
            put(bytes, at + 16, BlockHeader.crc(bytes, bodyAt, zone));
            put(bytes, at + 20, BlockHeader.crc(bytes, bodyAt + zone, body - zone));
            put(bytes, at + BlockHeader.CRC_OFFSET, BlockHeader.crc(bytes, at, BlockHeader.CRC_OFFSET));
            at = bodyAt + body;
        }
    }

    private static void put(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }
}
