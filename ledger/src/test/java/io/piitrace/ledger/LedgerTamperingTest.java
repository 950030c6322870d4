package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.LedgerVerdict.State;
import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        List<long[]> blocks = Forgery.blocks(original);
        for (int at = 0; at < original.length; at++) {
            byte[] altered = original.clone();
            altered[at] ^= (byte) (at % 2 == 0 ? 0x01 : 0x80);
            Files.write(file, altered);

            LedgerVerdict verdict = SampleLedger.verify(ledger);

            long block = Forgery.blockAt(blocks, at);
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
        int at = (int) Forgery.blocks(bytes).get(2)[0];
        int bodyLength = ByteIn.u32(bytes, at + 4);
        int zoneLength = ByteIn.u32(bytes, at + 12);
        bytes[at + BlockHeader.BYTES + bodyLength - 1] ^= 1;
        int crc = BlockHeader.crc(bytes, at + BlockHeader.BYTES + zoneLength, bodyLength - zoneLength);
        Forgery.putU32(bytes, at + 20, crc);
        Forgery.putU32(bytes, at + BlockHeader.CRC_OFFSET, BlockHeader.crc(bytes, at, BlockHeader.CRC_OFFSET));
        Files.write(file, bytes);

        assertFlaw("edited", 3, at);
    }

    @Test
    void deletedBlockIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = Forgery.blocks(bytes);
        Files.write(file, Forgery.join(bytes, blocks, 0, 1, 3, 4, 5, 6));

        assertFlaw("deleted", 3, blocks.get(2)[0]);
    }

    @Test
    void severalDeletedBlocksAreOneFlaw() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = Forgery.blocks(bytes);
        Files.write(file, Forgery.join(bytes, blocks, 0, 4, 5, 6));

        LedgerVerdict verdict = assertFlaw("deleted", 2, blocks.get(1)[0]);
        assertThat(verdict.flaws().get(0).detail()).contains("blocks 2 to 4");
    }

    @Test
    void insertedCopyOfABlockIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = Forgery.blocks(bytes);
        Files.write(file, Forgery.join(bytes, blocks, 0, 1, 2, 1, 3, 4, 5, 6));

        assertFlaw("inserted", 2, blocks.get(3)[0]);
    }

    @Test
    void insertedBlockOfAnotherLedgerIsFound() throws IOException {
        Path other = dir.resolve("ledger/other");
        SampleLedger.write(other, options(1 << 20), 0, 6, 50);
        byte[] foreign = Files.readAllBytes(other.resolve("00000001.ledger"));
        long[] stolen = Forgery.blocks(foreign).get(2);
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) Forgery.blocks(bytes).get(2)[0];
        Files.write(
                file,
                Forgery.concat(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(foreign, (int) stolen[0], (int) stolen[1]),
                        Arrays.copyOfRange(bytes, at, bytes.length)));

        assertFlaw("inserted", 3, at);
    }

    @Test
    void insertedBytesThatAreNoBlockAreFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) Forgery.blocks(bytes).get(4)[0];
        Files.write(
                file,
                Forgery.concat(
                        Arrays.copyOf(bytes, at),
                        "a stranger's words".getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOfRange(bytes, at, bytes.length)));

        assertFlaw("inserted", 5, at);
    }

    @Test
    void reorderedBlocksAreFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = Forgery.blocks(bytes);
        Files.write(file, Forgery.join(bytes, blocks, 0, 1, 3, 2, 4, 5, 6));

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).containsOnly("reordered");
        assertThat(verdict.flaws()).extracting(Flaw::block).containsOnly(3L);
    }

    @Test
    void tailThatWasCutLooksLikeACrashAndIsNotClosed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> blocks = Forgery.blocks(bytes);
        for (int length = (int) blocks.get(1)[0]; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));

            LedgerVerdict verdict = SampleLedger.verify(ledger);

            assertThat(verdict.state()).as("length %d", length).isEqualTo(State.UNSEALED_TAIL);
            assertThat(verdict.closed()).isFalse();
            boolean whole = Forgery.blockEndsAt(blocks, length);
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
        List<long[]> blocks = Forgery.blocks(bytes);
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
        List<long[]> blocks = Forgery.blocks(bytes);
        byte[] forged =
                Forgery.join(bytes, blocks, 0, 1, 3, 4, 5, 6); // without block 3, everything after it made to fit
        Forgery.rechain(forged);
        Files.write(file, forged);

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).contains("seq-gap", "signature");
    }

    @Test
    void zoneThatDeniesOneOfItsRowsIsFoundWhenEveryRecordIsRead() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long[] place = Forgery.blocks(bytes).get(2);
        byte[] filter = zone(bytes, place[0]).filter().bits();
        Arrays.fill(
                bytes,
                indexOf(bytes, filter, (int) place[0]),
                indexOf(bytes, filter, (int) place[0]) + filter.length,
                (byte) 0);
        Forgery.rechain(bytes);
        Files.write(file, bytes);

        assertThat(SampleLedger.verify(ledger).flaws()).extracting(Flaw::what).containsOnly("signature");
        LedgerVerdict verdict = LedgerVerifier.verify(List.of(file), VerifyOptions.RECORDS, Progress.NONE)
                .ledgers()
                .get(0);
        assertThat(verdict.flaws()).extracting(Flaw::what).containsExactly("malformed", "signature");
        assertThat(verdict.flaws().get(0).block()).isEqualTo(3);
        assertThat(verdict.flaws().get(0).detail()).contains("zone denies a subject of its rows");
    }

    private static Zone zone(byte[] bytes, long block) throws IOException {
        BlockHeader header = BlockHeader.decode(bytes, (int) block);
        return Zone.decode(new ByteIn("zone", bytes, (int) block + BlockHeader.BYTES, header.zoneLength()), false);
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        int at = from;
        while (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
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
}
