package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.LedgerVerdict.State;
import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.seal.Chain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to alter a ledger, and what the verifier says to it. */
class LedgerTamperingTest {
    @TempDir
    Path dir;

    private Path ledger;
    private Path file;

    @BeforeEach
    void writeLedger() throws IOException {
        ledger = dir.resolve("ledger/payroll");
        SampleLedger.write(ledger, options(1 << 20), 0, 6, 12);
        file = ledger.resolve("00000001.ledger");
    }

    @Test
    void everyChangedByteIsFoundAndLocatedToItsBlock() throws IOException {
        byte[] original = Files.readAllBytes(file);
        List<long[]> blocks = blocks(original);
        for (int at = 0; at < original.length; at++) {
            byte[] altered = original.clone();
            altered[at] ^= (byte) (at % 2 == 0 ? 0x01 : 0x80);
            Files.write(file, altered);

            LedgerVerdict verdict = SampleLedger.verify(ledger);

            long block = blockAt(blocks, at);
            assertThat(verdict.state()).as("byte %d of block %d", at, block).isEqualTo(State.TAMPERED);
            assertThat(verdict.flaws())
                    .as("byte %d of block %d", at, block)
                    .singleElement()
                    .satisfies(flaw -> {
                        assertThat(flaw.block()).isEqualTo(block);
                        assertThat(flaw.what()).isEqualTo("edited");
                        assertThat(flaw.file()).isEqualTo(file);
                    });
        }
    }

    @Test
    void editWithItsChecksumMadeGoodIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) blocks(bytes).get(2)[0];
        int bodyLength = ByteIn.u32(bytes, at + 4);
        int zoneLength = ByteIn.u32(bytes, at + 12);
        bytes[at + BlockHeader.BYTES + bodyLength - 1] ^= 1;
        int crc = BlockHeader.crc(bytes, at + BlockHeader.BYTES + zoneLength, bodyLength - zoneLength);
        putU32(bytes, at + 20, crc);
        putU32(bytes, at + BlockHeader.CRC_OFFSET, BlockHeader.crc(bytes, at, BlockHeader.CRC_OFFSET));
        Files.write(file, bytes);

        assertFlaw("edited", 3, at);
    }

    @Test
    void deletedBlockIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = blocks(bytes);
        Files.write(file, join(bytes, blocks, 0, 1, 3, 4, 5, 6));

        assertFlaw("deleted", 3, blocks.get(2)[0]);
    }

    @Test
    void severalDeletedBlocksAreOneFlaw() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = blocks(bytes);
        Files.write(file, join(bytes, blocks, 0, 4, 5, 6));

        LedgerVerdict verdict = assertFlaw("deleted", 2, blocks.get(1)[0]);
        assertThat(verdict.flaws().get(0).detail()).contains("blocks 2 to 4");
    }

    @Test
    void insertedCopyOfABlockIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = blocks(bytes);
        Files.write(file, join(bytes, blocks, 0, 1, 2, 1, 3, 4, 5, 6));

        assertFlaw("inserted", 2, blocks.get(3)[0]);
    }

    @Test
    void insertedBlockOfAnotherLedgerIsFound() throws IOException {
        Path other = dir.resolve("ledger/other");
        SampleLedger.write(other, options(1 << 20), 0, 6, 50);
        byte[] foreign = Files.readAllBytes(other.resolve("00000001.ledger"));
        long[] stolen = blocks(foreign).get(2);
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) blocks(bytes).get(2)[0];
        Files.write(
                file,
                concat(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(foreign, (int) stolen[0], (int) stolen[1]),
                        Arrays.copyOfRange(bytes, at, bytes.length)));

        assertFlaw("inserted", 3, at);
    }

    @Test
    void insertedBytesThatAreNoBlockAreFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) blocks(bytes).get(4)[0];
        Files.write(
                file,
                concat(
                        Arrays.copyOf(bytes, at),
                        "a stranger's words".getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOfRange(bytes, at, bytes.length)));

        assertFlaw("inserted", 5, at);
    }

    @Test
    void reorderedBlocksAreFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = blocks(bytes);
        Files.write(file, join(bytes, blocks, 0, 1, 3, 2, 4, 5, 6));

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).containsOnly("reordered");
        assertThat(verdict.flaws()).extracting(Flaw::block).containsOnly(3L);
    }

    @Test
    void tailThatWasCutLooksLikeACrashAndIsNotClosed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = blocks(bytes);
        for (int length = (int) blocks.get(1)[0]; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));

            LedgerVerdict verdict = SampleLedger.verify(ledger);

            assertThat(verdict.state()).as("length %d", length).isEqualTo(State.UNSEALED_TAIL);
            assertThat(verdict.closed()).isFalse();
            boolean whole = blockEndsAt(blocks, length);
            assertThat(verdict.flaws())
                    .hasSize(whole ? 0 : 1)
                    .allMatch(flaw -> flaw.what().equals("truncated"));
        }
    }

    @Test
    void missingAndReplacedFilesAreFound() throws IOException {
        Path many = dir.resolve("ledger/many");
        SampleLedger.write(many, options(1500), 0, 12, 60);
        List<Path> files = LedgerFiles.find(List.of(many));
        assertThat(files).hasSizeGreaterThan(4);
        byte[] second = Files.readAllBytes(files.get(1));

        Files.delete(files.get(1));
        assertThat(SampleLedger.verify(many).flaws())
                .extracting(Flaw::what, Flaw::file)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("missing-file", files.get(1)));

        Files.copy(file, files.get(1));
        VerificationReport report = LedgerVerifier.verify(LedgerFiles.find(List.of(many)), Progress.NONE);
        assertThat(report.intact()).isFalse();
        assertThat(report.ledgers().get(0).flaws()).extracting(Flaw::what).containsExactly("replaced-file");

        Files.write(files.get(1), second);
        byte[] first = Files.readAllBytes(files.get(0));
        Files.delete(files.get(0));
        assertThat(SampleLedger.verify(many).flaws()).extracting(Flaw::what).containsExactly("missing-file");

        Files.write(files.get(0), first);
        assertThat(SampleLedger.verify(many).state()).isEqualTo(State.INTACT);
    }

    @Test
    void fileWhoseEndIsCutAtABlockIsFoundByTheFileAfterIt() throws IOException {
        Path many = dir.resolve("ledger/many");
        SampleLedger.write(many, options(4000), 0, 12, 60);
        List<Path> files = LedgerFiles.find(List.of(many));
        byte[] bytes = Files.readAllBytes(files.get(0));
        List<long[]> blocks = blocks(bytes);
        long[] last = blocks.get(blocks.size() - 1);
        Files.write(files.get(0), Arrays.copyOf(bytes, (int) last[0]));

        LedgerVerdict verdict = SampleLedger.verify(many);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.what()).isEqualTo("truncated");
            assertThat(flaw.file()).isEqualTo(files.get(0));
            assertThat(flaw.block()).isEqualTo(last[2]);
        });
    }

    @Test
    void historyThatWasRewrittenAndChainedAnewFailsAtTheNextSignature() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = blocks(bytes);
        byte[] forged = join(bytes, blocks, 0, 1, 3, 4, 5, 6); // without block 3, everything after it made to fit
        rechain(forged);
        Files.write(file, forged);

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).contains("seq-gap", "signature");
    }

    @Test
    void todaysKeyDoesNotSignForYesterday() throws IOException {
        byte[] before = Files.readAllBytes(dir.resolve("keys/payroll.signing"));
        assertThat(Files.readAllBytes(file)).hasSizeGreaterThan(0);
        SampleLedger.write(ledger, options(1 << 20), 6, 2, 40);
        byte[] after = Files.readAllBytes(dir.resolve("keys/payroll.signing"));

        assertThat(after).isNotEqualTo(before);
        assertThat(SampleLedger.verify(ledger).state()).isEqualTo(State.INTACT);
    }

    @Test
    void anotherKeyInTheMiddleIsFound() throws IOException {
        Files.delete(dir.resolve("keys/payroll.signing"));
        SampleLedger.write(ledger, options(1 << 20), 6, 2, 40);

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.flaws()).extracting(Flaw::what).containsExactly("key");
        assertThat(verdict.flaws().get(0).file()).isEqualTo(ledger.resolve("00000002.ledger"));
    }

    @Test
    void checkpointsAreVerifiedWhileTheLedgerIsOpen() throws IOException {
        Path open = dir.resolve("ledger/open");
        try (LedgerWriter writer = LedgerWriter.open(open, SampleLedger.ORIGIN, options(1 << 20))) {
            for (int i = 0; i < 5; i++) {
                writer.append(SampleLedger.batch(i, 30), new SampleLedger());
                writer.checkpoint(SampleLedger.START_MS + i * 400_000L);
            }
            LedgerVerdict verdict = SampleLedger.verify(open);
            assertThat(verdict.flaws()).isEmpty();
            assertThat(verdict.state()).isEqualTo(State.UNSEALED_TAIL);
        }
        assertThat(SampleLedger.verify(open).state()).isEqualTo(State.INTACT);
    }

    @Test
    void fileThatIsNoLedgerIsUnreadableAndNothingWorse() throws IOException {
        Path junk = Files.createDirectories(dir.resolve("junk")).resolve("00000001.ledger");
        Files.write(junk, new byte[5000]);

        LedgerVerdict verdict = SampleLedger.verify(junk.getParent());

        assertThat(verdict.state()).isEqualTo(State.UNREADABLE);
        assertThat(verdict.flaws()).hasSize(1);
    }

    private LedgerVerdict assertFlaw(String what, long block, long offset) throws IOException {
        LedgerVerdict verdict = SampleLedger.verify(ledger);
        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.what()).isEqualTo(what);
            assertThat(flaw.block()).isEqualTo(block);
            assertThat(flaw.offset()).isEqualTo(offset);
            assertThat(flaw.file()).isEqualTo(file);
        });
        return verdict;
    }

    private WriterOptions options(long maxFileBytes) {
        return new WriterOptions(dir.resolve("keys"), maxFileBytes, 1 << 18, 600_000);
    }

    /** Start, end and number of every block. */
    private static List<long[]> blocks(byte[] bytes) throws IOException {
        List<long[]> blocks = new ArrayList<>();
        int at = FileHeader.length(Arrays.copyOf(bytes, FileHeader.PREFIX_BYTES));
        while (at < bytes.length) {
            BlockHeader header = BlockHeader.decode(bytes, at);
            int end = at + BlockHeader.BYTES + header.bodyLength();
            blocks.add(new long[] {at, end, header.number()});
            at = end;
        }
        return blocks;
    }

    private static long blockAt(List<long[]> blocks, int offset) {
        return blocks.stream()
                .filter(block -> offset >= block[0] && offset < block[1])
                .mapToLong(block -> block[2])
                .findFirst()
                .orElse(0);
    }

    private static boolean blockEndsAt(List<long[]> blocks, int offset) {
        return blocks.stream().anyMatch(block -> block[0] == offset || block[1] == offset);
    }

    /** The header and these blocks, counted from 0. */
    private static byte[] join(byte[] bytes, List<long[]> blocks, int... which) {
        byte[][] parts = new byte[which.length + 1][];
        parts[0] = Arrays.copyOf(bytes, (int) blocks.get(0)[0]);
        for (int i = 0; i < which.length; i++) {
            long[] block = blocks.get(which[i]);
            parts[i + 1] = Arrays.copyOfRange(bytes, (int) block[0], (int) block[1]);
        }
        return concat(parts);
    }

    /** Numbers, heads and checksums as they would be if nothing were missing: all that can be done without the key. */
    private static void rechain(byte[] bytes) throws IOException {
        Chain chain = new Chain();
        int at = FileHeader.length(Arrays.copyOf(bytes, FileHeader.PREFIX_BYTES));
        byte[] head = chain.header(Arrays.copyOf(bytes, at));
        long number = 1;
        while (at < bytes.length) {
            int bodyLength = ByteIn.u32(bytes, at + 4);
            putU32(bytes, at + BlockHeader.NUMBER_OFFSET, (int) number++);
            head = chain.block(head, bytes, at, BlockHeader.CHAINED_BYTES, bytes, at + BlockHeader.BYTES, bodyLength);
            System.arraycopy(head, 0, bytes, at + BlockHeader.HEAD_OFFSET, head.length);
            putU32(bytes, at + BlockHeader.CRC_OFFSET, BlockHeader.crc(bytes, at, BlockHeader.CRC_OFFSET));
            at += BlockHeader.BYTES + bodyLength;
        }
    }

    private static void putU32(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private static byte[] concat(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
