package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.program.Load;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.seal.SubjectKey;
import io.piitrace.ledger.spool.SpoolRecovery;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged agent, killed at any instant under full load, while threads end, spools roll over, a sink writes and the bound on disk space is watched. More runs:
 * {@code -Dpiitrace.crash.runs=1000}.
 */
class KillIT {
    private static final int RUNS = Integer.getInteger("piitrace.crash.runs", 4);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int SLOTS = 2;
    private static final int READS_OF_EACH = 5;
    private static final int PORTIONS_OF_A_THREAD = 3;

    @TempDir
    Path root;

    @Test
    void everyAcknowledgedReadComesBackAndNoneTwice() throws Exception {
        Random random = new Random(SEED);
        Tally tally = new Tally();
        for (int run = 0; run < RUNS; run++) {
            Path dir = root.resolve("run" + run);
            LoadJvm.Plan plan = new LoadJvm.Plan(dir, ",on.full.max.ms=60000,sinks=jsonl,disk.max.mb=32")
                    .load(SLOTS, READS_OF_EACH, PORTIONS_OF_A_THREAD, 0);
            try (LoadJvm jvm = plan.start()) {
                jvm.awaitReads(1);
                Thread.sleep(random.nextInt(1500));
                jvm.kill();
                assertThat(SpoolRecovery.recover(dir, Progress.NONE).complete()).isTrue();
                // One that was just being made has nothing in it, and goes later.
                assertThat(dir.resolve("spool").toFile().list()).allMatch(name -> name.endsWith(".new"));
                check(dir, jvm, tally);
            }
            assertThat(tally.lost + tally.doubled)
                    .as("run=%d seed=%d", run, SEED)
                    .isZero();
        }
        System.out.printf(
                "kill -9 of the packaged agent: runs=%d acknowledged=%d recovered=%d lost=%d doubled=%d%n",
                RUNS, tally.acknowledged, tally.found, tally.lost, tally.doubled);
    }

    /** Each slot goes through its persons in order: what is in the ledger has to be a beginning of that. */
    private static void check(Path dir, LoadJvm jvm, Tally tally) throws Exception {
        Map<String, Long> counts = new HashMap<>();
        Accesses accesses = Accesses.in(dir.resolve("ledger"));
        for (AccessRecord access : accesses.records()) {
            counts.merge(String.valueOf(access.subject().pseudonym()), access.count(), Long::sum);
        }
        assertThat(accesses.notices(NoticeType.LOSS)).isEmpty();
        assertThat(accesses.notices(NoticeType.RETENTION)).isEmpty();
        SubjectKey key = SubjectKey.in(dir.resolve("keys/subject.key"));
        long found = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            long ofSlot = 0;
            boolean ended = false;
            for (long id = 0; !ended; id++) {
                String person = key.pseudonym("", Long.toString(slot * Load.IDS_OF_A_SLOT + id));
                long count = counts.getOrDefault(person, 0L);
                tally.doubled += Math.max(0, count - READS_OF_EACH);
                ofSlot += count;
                ended = count < READS_OF_EACH;
            }
            tally.acknowledged += jvm.reads(slot);
            tally.lost += Math.max(0, jvm.reads(slot) - ofSlot);
            found += ofSlot;
        }
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        tally.lost += all - found; // persons behind one that is missing
        tally.found += all;
        assertThat(LedgerVerifier.verify(LedgerFiles.find(List.of(dir.resolve("ledger"))), Progress.NONE)
                        .intact())
                .isTrue();
    }

    private static final class Tally {
        private long acknowledged;
        private long found;
        private long lost;
        private long doubled;
    }
}
