package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.Flaw;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.VerifyOptions;
import io.piitrace.ledger.seal.SignedCheckpoint;
import io.piitrace.ledger.seal.TenantKeys;
import io.piitrace.ledger.spool.SpoolRecovery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged agent leaves behind for those who were not there: records under keys, and checkpoints outside. */
class EvidenceIT {
    @TempDir
    Path dir;

    @Test
    void encryptedRecordsOfAKilledJvmComeBackWithTheKeysAndNotWithoutThem() throws Exception {
        long reads;
        try (LoadJvm jvm = new LoadJvm.Plan(dir, ",encrypt=true,tenant=acme,on.full.max.ms=60000")
                .load(1, 10, 1000, 5)
                .start()) {
            jvm.awaitReads(50_000);
            Thread.sleep(1200); // so that some are sealed, and some are not
            jvm.awaitReads(5000);
            jvm.kill();
            reads = jvm.reads();
        }
        assertThat(SpoolRecovery.recover(dir, Progress.NONE).complete()).isTrue();

        Path tenants = dir.resolve("keys/tenants");
        assertThat(count(TenantKeys.in(List.of(tenants), null))).isBetween(reads, reads + 5000);
        assertThat(count(TenantKeys.NONE)).isZero();
        assertThat(verdict(VerifyOptions.RECORDS).state()).isEqualTo(LedgerVerdict.State.INTACT);
        for (Path file : LedgerFiles.find(List.of(dir.resolve("ledger")))) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("getSsn", "acme");
        }
        assertThat(tenants.resolve("acme/00000001.key")).exists();
    }

    @Test
    void checkpointsOfTheSinkShowATailThatWasCut() throws Exception {
        Path witness = dir.resolve("elsewhere/witness");
        try (LoadJvm jvm = new LoadJvm.Plan(
                        dir.resolve("agent"), ",on.full.max.ms=60000,sinks=checkpoint,sink.checkpoint.file=" + witness)
                .load(1, 10, 1000, 5)
                .start()) {
            jvm.awaitReads(20_000);
            Thread.sleep(1500);
            jvm.awaitReads(20_000);
            assertThat(jvm.stop()).isZero();
        }
        List<SignedCheckpoint> kept = Files.readAllLines(witness).stream()
                .map(SignedCheckpoint::in)
                .filter(Objects::nonNull)
                .toList();
        assertThat(kept).isNotEmpty().allMatch(SignedCheckpoint::genuine);
        VerifyOptions options = new VerifyOptions(false, kept, List.of(), TenantKeys.NONE);
        LedgerVerdict whole = verdict(options);
        assertThat(whole.state()).isEqualTo(LedgerVerdict.State.INTACT);
        assertThat(whole.seals().held()).isEqualTo(kept.size());

        Path file = LedgerFiles.find(List.of(dir)).get(0);
        try (RandomAccessFile ledger = new RandomAccessFile(file.toFile(), "rw")) {
            ledger.setLength(lastBlock(Files.readAllBytes(file)));
        }

        LedgerVerdict cut = verdict(options);
        assertThat(cut.state()).isEqualTo(LedgerVerdict.State.TAMPERED);
        assertThat(cut.flaws()).extracting(Flaw::what).containsOnly("truncated");
    }

    /** Where the last block begins: the checkpoint at the end. */
    private static int lastBlock(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PBLK");
    }

    private LedgerVerdict verdict(VerifyOptions options) throws IOException {
        return LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), options, Progress.NONE)
                .ledgers()
                .get(0);
    }

    private long count(TenantKeys keys) throws IOException {
        long count = 0;
        for (Path file : LedgerFiles.find(List.of(dir.resolve("ledger")))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL, keys)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    count += record instanceof AccessRecord access ? access.count() : 0;
                }
            }
        }
        return count;
    }
}
