package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.NoticeType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thread notices while nobody drains: nothing is lost, and how long an access takes is printed. The ten seconds: {@code -Dpiitrace.latency.seconds=10}. */
class LatencyTest {
    private static final long SECONDS = Long.getLong("piitrace.latency.seconds", 1);
    private static final int PER_SECOND = 5_000_000;
    private static final int SUBJECTS = 500;
    /** A drain that gets no core for 50 ms is the machine's doing, and not what is asked here. */
    private static final int PATIENCE_MS = 5_000;

    private static final int LONGEST_NS = 1 << 20;

    @TempDir
    Path dir;

    @Test
    void nothingIsLostWhileNobodyDrains() throws Exception {
        Rig rig = new Rig(dir, 15, PATIENCE_MS, 16L << 20);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        Rig.Person[] people = new Rig.Person[SUBJECTS];
        for (int i = 0; i < SUBJECTS; i++) {
            people[i] = new Rig.Person(i);
        }
        for (int i = 0; i < 2_000_000; i++) {
            rig.read.accept(people[i % SUBJECTS], site);
        }
        rig.draining = false;
        long[] took = new long[LONGEST_NS + 1];
        long longest = 0;
        long start = System.nanoTime();
        long accesses = SECONDS * PER_SECOND;
        for (long i = 0; i < accesses; i++) {
            while (System.nanoTime() - start < i * 1_000_000_000 / PER_SECOND) {
                Thread.onSpinWait();
            }
            long before = System.nanoTime();
            rig.read.accept(people[(int) (i % SUBJECTS)], site);
            long ns = System.nanoTime() - before;
            took[(int) Math.min(LONGEST_NS, ns)]++;
            longest = Math.max(longest, ns);
        }
        rig.draining = true;
        rig.stop();

        System.out.printf(
                "latency while nobody drains: seconds=%d accesses=%d p50=%d p99=%d p99.9=%d max=%d ns%n",
                SECONDS,
                accesses,
                percentile(took, accesses, 0.5),
                percentile(took, accesses, 0.99),
                percentile(took, accesses, 0.999),
                longest);
        assertThat(Rig.count(rig.accesses())).isEqualTo(2_000_000 + accesses);
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    private static int percentile(long[] took, long of, double part) {
        long before = 0;
        int ns = 0;
        while (before < of * part && ns < took.length) {
            before += took[ns++];
        }
        return ns - 1;
    }
}
