package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool that is full is followed by another one, and deleted once all of it is in the ledger. */
class FollowedSpoolTest {
    @TempDir
    Path dir;

    @Test
    void fullSpoolIsFollowedByANewOneAndDeleted() throws Exception {
        Rig rig = new Rig(dir, 10, 10_000, 20_000);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");

        int first = rig.spools.current().number();
        int subjects = 20_000;
        for (int i = 0; i < subjects; i++) {
            rig.read.accept(new Rig.Person(i), site);
            if (i % 1000 == 0) {
                Thread.sleep(5);
            }
        }
        int spools = rig.spools.current().number() - first;
        rig.stop();

        assertThat(spools).isGreaterThan(3);
        assertThat(rig.accesses()).hasSize(subjects);
        assertThat(rig.accesses().stream()
                        .map(record -> record.subject().pseudonym())
                        .distinct())
                .hasSize(subjects);
        assertThat(dir.resolve("spool").toFile().list()).hasSizeLessThan(3);
    }

    @Test
    void noticesAreAllThereHoweverFastSpoolsFollowEachOther() throws Exception {
        Rig rig = new Rig(dir, 10, 10_000, 5_000);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        int spools = rig.spools.current().number() + 100;
        AtomicInteger notices = new AtomicInteger();
        Thread thread = new Thread(() -> {
            while (rig.spools.current().number() < spools) {
                try {
                    rig.spools.notice(NoticeType.GAP, notices.incrementAndGet(), Map.of());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        thread.start();
        for (int id = 0; thread.isAlive(); id++) {
            rig.read.accept(new Rig.Person(id), site);
        }
        rig.stop();

        assertThat(rig.spools.current().number()).isGreaterThanOrEqualTo(spools);
        assertThat(rig.notices(NoticeType.GAP)).hasSize(notices.get());
    }

    /** As in a pool of which some threads have had nothing to do for long. */
    @Test
    void aThreadThatRestsDoesNotKeepASpoolThatWasFollowed() throws Exception {
        Rig rig = new Rig(dir, 10, 10_000, 5_000);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> resting = new ArrayList<>();
        int id = 0;
        for (int thread = 0; thread < 10; thread++) {
            int first = id++;
            CountDownLatch rests = new CountDownLatch(1);
            Thread reader = new Thread(() -> {
                rig.read.accept(new Rig.Person(first), site);
                rests.countDown();
                await(end);
                rig.read.accept(new Rig.Person(first), site);
            });
            reader.start();
            resting.add(reader);
            await(rests);
            int spool = rig.spools.current().number();
            while (rig.spools.current().number() < spool + 2) {
                rig.read.accept(new Rig.Person(id++), site);
            }
        }
        long untilNs = System.nanoTime() + 20_000_000_000L;
        while (rig.spools.all().size() > 1 && System.nanoTime() < untilNs) {
            rig.read.accept(new Rig.Person(id++), site); // the drain rests, too, if nobody reads
            Thread.sleep(10);
        }
        assertThat(rig.spools.all()).hasSize(1);
        end.countDown();
        for (Thread thread : resting) {
            thread.join();
        }
        rig.stop();

        Map<String, Long> counts = new HashMap<>();
        rig.accesses().forEach(access -> counts.merge(access.subject().pseudonym(), access.count(), Long::sum));
        assertThat(counts).hasSize(id);
        assertThat(counts.values().stream().filter(count -> count == 2)).hasSize(10);
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    /** Whose rings are taken just when they read again. */
    @Test
    void threadsThatRestNowAndThenLoseNothingWhileSpoolsFollowEachOther() throws Exception {
        RingSizes sizes = new RingSizes(List.of(new RingSizes.Size(4, 8, 4096), new RingSizes.Size(8, 8, 4096)));
        Rig rig = new Rig(dir, sizes, 10_000, 3_000, null, DiskRoom.UNBOUNDED);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        AtomicInteger ids = new AtomicInteger();
        long untilNs = System.nanoTime() + 4_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 30; thread++) {
            int most = 10_000_000 * (thread + 1);
            Thread reader = new Thread(() -> {
                while (System.nanoTime() < untilNs) {
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(most));
                    for (int i = 0; i < 20; i++) {
                        rig.read.accept(new Rig.Person(ids.incrementAndGet()), site);
                    }
                }
            });
            reader.start();
            threads.add(reader);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        rig.stop();

        assertThat(rig.accesses().stream()
                        .map(access -> access.subject().pseudonym())
                        .distinct())
                .hasSize(ids.get());
        assertThat(Rig.count(rig.accesses())).isEqualTo(ids.get());
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As for a thread that waited for its turn to define something. */
    @Test
    void spoolThatIsFollowedAndClosedWhileSomethingIsDefinedLosesNothing() throws Exception {
        Retiring room = new Retiring();
        Rig rig = new Rig(dir, RingSizes.only(10), 10_000, 16L << 20, null, room);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        room.spools = rig.spools;
        rig.read.accept(new Rig.Person(42), site);
        rig.stop();

        assertThat(room.spools).as("it happened").isNull();
        assertThat(Rig.count(rig.accesses())).isEqualTo(1);
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    /** Closes the spool in which somebody is about to write something. */
    private static final class Retiring implements DiskRoom {
        private @Nullable Spools spools;

        @Override
        public void take(long bytes) throws IOException {
            Spools in = spools;
            if (in != null) {
                spools = null;
                Spool old = in.current();
                in.follow(old);
                in.retire(old);
            }
        }

        @Override
        public void written(long bytes) {}
    }
}
