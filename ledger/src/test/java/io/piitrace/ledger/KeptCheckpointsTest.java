package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.LedgerVerdict.State;
import io.piitrace.ledger.seal.SignedCheckpoint;
import io.piitrace.ledger.seal.SigningKey;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a checkpoint or a key shows that was kept elsewhere. The ledger: three batches, a checkpoint after each; the first one ends the first epoch. */
class KeptCheckpointsTest {
    @TempDir
    Path dir;

    private Path ledger;
    private Path file;
    private SigningKey today;
    private List<SignedCheckpoint> kept;

    @BeforeEach
    void writeLedger() throws IOException {
        ledger = dir.resolve("ledger/payroll");
        file = ledger.resolve("00000001.ledger");
        WriterOptions options = WriterOptions.signed(dir.resolve("keys"));
        try (LedgerWriter writer = LedgerWriter.open(ledger, SampleLedger.ORIGIN, options)) {
            for (int i = 0; i < 3; i++) {
                writer.append(SampleLedger.batch(i, 30), new SampleLedger());
                writer.checkpoint(SampleLedger.START_MS + i * 1000L);
            }
            kept = checkpoints();
            String publicKey = kept.get(2).key();
            today = SigningKey.load(
                    dir.resolve("keys"), "payroll", SampleLedger.verify(ledger).ledger(), publicKey);
            assertThat(today).isNotNull();
        }
        byte[] closed = Files.readAllBytes(file);
        List<long[]> blocks = Forgery.blocks(closed);
        Files.write(file, Arrays.copyOf(closed, (int) blocks.get(5)[1])); // as it was while its JVM ran
    }

    @Test
    void checkpointsThatAreStillThereHold() throws IOException {
        LedgerVerdict verdict = verify(kept);

        assertThat(verdict.flaws()).isEmpty();
        assertThat(verdict.seals().held()).isEqualTo(3);
        assertThat(verdict.seals().last()).isEqualTo(kept.get(2));
        assertThat(verdict.state()).isEqualTo(State.UNSEALED_TAIL);
    }

    @Test
    void everyCheckpointIsItsLineAndItsLineIsTheCheckpoint() {
        for (SignedCheckpoint each : kept) {
            assertThat(each.genuine()).isTrue();
            assertThat(SignedCheckpoint.in("2026-11-27 INFO witness - " + each.line() + " end"))
                    .isEqualTo(each);
            assertThat(SignedCheckpoint.in(each.line().substring(0, each.line().length() - 1)))
                    .isNull();
        }
        assertThat(SignedCheckpoint.in(kept.get(0).line().replaceFirst(" [0-9]+ ", " 7 "))
                        .genuine())
                .isFalse();
    }

    @Test
    void tailThatWasCutIsFoundByALaterCheckpoint() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, (int) Forgery.blocks(bytes).get(3)[0]));
        assertThat(SampleLedger.verify(ledger).state()).isEqualTo(State.UNSEALED_TAIL);

        LedgerVerdict verdict = verify(kept);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).containsOnly("truncated");
        assertThat(verdict.flaws().get(0).block()).isEqualTo(4);
        assertThat(verdict.flaws().get(0).detail()).contains("it states blocks=3", "here are blocks=3");
    }

    @Test
    void newestEpochThatItsKeyRewroteIsFoundByACheckpointOnly() throws IOException {
        byte[] bytes = edited(3);
        Files.write(file, withFirstCheckpointOf(bytes));
        assertThat(SampleLedger.verify(ledger).flaws()).isEmpty();

        LedgerVerdict verdict = verify(List.of(kept.get(1)));

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.what()).isEqualTo("rewritten");
            assertThat(flaw.block()).isEqualTo(4);
            assertThat(flaw.file()).isEqualTo(file);
        });
        assertThat(verify(List.of(kept.get(0))).flaws()).isEmpty();
    }

    @Test
    void earlierEpochThatTodaysKeyRewroteIsFoundWithoutAnything() throws IOException {
        Files.write(file, Forgery.rewrite(edited(1), today));

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).containsOnly("signature");
        assertThat(verdict.flaws().get(0).block()).isEqualTo(2);
        assertThat(verdict.flaws().get(0).detail()).contains("signed by another key");
    }

    @Test
    void checkpointThatWasReplacedByAnEarlierOneIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] replaced = Forgery.join(bytes, Forgery.blocks(bytes), 0, 1, 2, 1, 4, 5);
        Forgery.rechain(replaced);
        Files.write(file, replaced);

        LedgerVerdict verdict = SampleLedger.verify(ledger);

        assertThat(verdict.state()).isEqualTo(State.TAMPERED);
        assertThat(verdict.flaws()).extracting(Flaw::what).contains("signature");
        assertThat(verdict.flaws()).anySatisfy(flaw -> {
            assertThat(flaw.block()).isEqualTo(4);
            assertThat(flaw.detail()).contains("checkpoint is about another");
        });
    }

    @Test
    void ledgerThatWasReplacedAsAWholeIsFound() throws IOException {
        Path other = dir.resolve("ledger/other");
        SampleLedger.write(other, WriterOptions.signed(dir.resolve("keys")), 0, 3, 30);
        Files.write(file, Files.readAllBytes(other.resolve("00000001.ledger")));
        assertThat(SampleLedger.verify(ledger).state()).isEqualTo(State.INTACT);

        VerificationReport report = LedgerVerifier.verify(
                List.of(file), new VerifyOptions(false, kept, List.of(), TenantKeys.NONE), Progress.NONE);

        assertThat(report.intact()).isFalse();
        assertThat(report.ledgers().get(1).flaws()).extracting(Flaw::what).containsExactly("missing-ledger");
    }

    @Test
    void ledgerOfAnotherKeyIsFoundByTheKeyThatWasKept() throws IOException {
        String right = Files.readString(dir.resolve("keys/payroll.public"));
        assertThat(verify(KeptKey.parse(right)).flaws()).isEmpty();
        assertThat(verify(KeptKey.parse(right.substring(33))).flaws()).isEmpty();

        String wrong = right.substring(0, 33) + "00".repeat(32);
        assertThat(verify(KeptKey.parse(wrong)).flaws()).extracting(Flaw::what).containsExactly("key");
        assertThat(verify(KeptKey.parse("00".repeat(16) + right.substring(32))).flaws())
                .extracting(Flaw::what)
                .containsExactly("key");
        assertThat(KeptKey.parse("no key\n" + right)).isEmpty();
    }

    /** The file with one byte of this block changed and its checksums made good. */
    private byte[] edited(int block) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long[] place = Forgery.blocks(bytes).get(block - 1);
        bytes[(int) place[1] - 1] ^= 2;
        return bytes;
    }

    /** Rewritten from the second epoch on: the first checkpoint, and all before it, stay as they are. */
    private byte[] withFirstCheckpointOf(byte[] bytes) throws IOException {
        long[] second = Forgery.blocks(bytes).get(1);
        byte[] rewritten = Forgery.rewrite(bytes, today, 3);
        assertThat(Arrays.copyOf(rewritten, (int) second[1])).isEqualTo(Arrays.copyOf(bytes, (int) second[1]));
        return rewritten;
    }

    private List<SignedCheckpoint> checkpoints() throws IOException {
        List<SignedCheckpoint> found = new ArrayList<>();
        for (LedgerRecord record : SampleLedger.read(ledger, Scan.ALL)) {
            if (record instanceof Notice notice && notice.type() == NoticeType.CHECKPOINT) {
                found.add(SignedCheckpoint.of(notice.seq(), notice.timeMs(), notice.attributes()));
            }
        }
        return found;
    }

    private LedgerVerdict verify(List<?> elsewhere) throws IOException {
        List<SignedCheckpoint> checkpoints = new ArrayList<>();
        List<KeptKey> keys = new ArrayList<>();
        for (Object each : elsewhere) {
            if (each instanceof SignedCheckpoint checkpoint) {
                checkpoints.add(checkpoint);
            } else if (each instanceof KeptKey key) {
                keys.add(key);
            }
        }
        return LedgerVerifier.verify(
                        LedgerFiles.find(List.of(ledger)),
                        new VerifyOptions(true, checkpoints, keys, TenantKeys.NONE),
                        Progress.NONE)
                .ledgers()
                .get(0);
    }
}
