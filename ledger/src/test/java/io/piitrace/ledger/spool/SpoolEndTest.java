package io.piitrace.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.piitrace.ledger.Batch;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoRoomException;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A spool that is followed by another one and deleted. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpoolEndTest {
    private static final int SHIFT = 8;
    private static final Origin ORIGIN = new Origin("payroll", "one");

    private final RingHolder holder = new Holder();

    @TempDir
    Path dir;

    @Test
    void whatIsLostByTheEndIsCountedHereAndWhatIsLostLaterElsewhere() throws Exception {
        Spool spool = create(DiskRoom.UNBOUNDED);
        AtomicLong counted = new AtomicLong();
        Runnable lose = () -> {
            while (spool.lose(LossReason.RING_FULL)) {
                counted.incrementAndGet();
            }
        };
        Thread[] threads = {daemon(lose), daemon(lose), daemon(lose)};
        try (SpoolReader reader = reader(spool)) {
            for (Thread thread : threads) {
                thread.start();
            }
            while (counted.get() < 10_000) {
                Thread.onSpinWait();
            }
            assertThat(spool.end(reader)).isTrue();
            long atTheEnd = spool.losses().total(LossReason.RING_FULL);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(counted.get()).isEqualTo(atTheEnd);
            Batch batch = new Batch();
            spool.endWith(batch);
            assertThat(batch.recordCount()).isEqualTo(1);
            assertThat(spool.hasLosses()).isFalse();
        }
        spool.delete();
    }

    @Test
    void theLastNoticeIsReadBeforeItIsDeletedAndNoneIsTakenAfterIt() throws Exception {
        Spool spool = create(DiskRoom.UNBOUNDED);
        try (SpoolReader reader = reader(spool)) {
            spool.notice(NoticeType.GAP, 1, Map.of("what", "the last one"));

            assertThat(spool.end(reader)).isFalse();
            assertThatThrownBy(() -> spool.notice(NoticeType.GAP, 1, Map.of())).hasMessage("the spool has ended");
            assertThatThrownBy(() -> spool.define(new Subject(null, "no-id", null)))
                    .hasMessage("the spool has ended");
            reader.read();
            assertThat(reader.hasRecords()).isTrue();
            assertThat(spool.end(reader)).isTrue();
        }
        spool.delete();
    }

    @Test
    void whoWaitsForRoomKeepsTheDrainFromNothing() throws Exception {
        Room room = new Room();
        Spool spool = create(room);
        RingSlot slot = spool.acquire(null, holder);
        assertThat(slot).isNotNull();
        while (spool.definitionLength() < 5000) { // what comes first is never refused
            spool.define(new Subject(null, "no-id", null));
        }
        room.full.set(true);
        Thread defining = daemon(() -> unchecked(() -> spool.define(new Subject(null, "no-id", null))));
        List<RingHolder> holders = new CopyOnWriteArrayList<>();
        Thread acquiring = daemon(() -> unchecked(() -> {
            do {
                holders.add(new Holder());
            } while (spool.acquire(null, holders.get(holders.size() - 1)) != null); // until another segment is needed
        }));
        defining.start();
        acquiring.start();
        room.awaitWaiting(2);

        spool.lose(LossReason.NO_RING);
        slot.release();
        try (SpoolReader reader = reader(spool)) {
            assertThatThrownBy(() -> spool.noteLosses()).isInstanceOf(NoRoomException.class);
            spool.recycle(reader);
            assertThat(spool.end(reader)).isFalse();
        }
        assertThat(defining.isAlive()).isTrue();
        assertThat(acquiring.isAlive()).isTrue();
        room.full.set(false);
        defining.join();
        acquiring.join();
        spool.delete();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private Spool create(DiskRoom room) throws IOException {
        return Spool.create(dir.resolve("spool").toFile(), "run", 1, ORIGIN, RingSizes.only(SHIFT), room);
    }

    private static SpoolReader reader(Spool spool) throws IOException {
        SpoolReader reader = SpoolReader.open(spool.directory(), spool.run(), Map.of());
        reader.refresh(spool.segments());
        return reader;
    }

    /** An object of its own, which garbage collection can take. */
    private static final class Holder implements RingHolder {
        @Override
        public boolean isAtRest(Thread owner) {
            return false;
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void unchecked(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In which everybody waits as long as it is full; nobody who must not wait asks for that. */
    private static final class Room implements DiskRoom {
        final AtomicBoolean full = new AtomicBoolean();
        private final Map<Thread, Boolean> waiting = new ConcurrentHashMap<>();

        @Override
        public void take(long bytes) throws IOException {
            if (full.get()) {
                throw new NoRoomException("full");
            }
        }

        @Override
        public boolean awaitRoom(long sinceNs) {
            waiting.put(Thread.currentThread(), true);
            LockSupport.parkNanos(50_000_000);
            return true;
        }

        void awaitWaiting(int threads) {
            while (waiting.size() < threads) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void written(long bytes) {}
    }
}
