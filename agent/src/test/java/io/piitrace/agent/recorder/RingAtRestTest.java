package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.spool.RingSlot;
import io.piitrace.ledger.spool.Spool;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a ring may be taken from a thread that has it. */
class RingAtRestTest {
    private final AtomicBoolean end = new AtomicBoolean();

    @TempDir
    Path dir;

    private Spool spool;
    private Ring ring;

    @BeforeEach
    void makeRing() throws Exception {
        Rig rig = new Rig(dir, 8);
        spool = rig.spools.current();
        ring = new Ring(new Dictionary(
                spool, new RecorderOptions("", rig.key, context -> context, 0, 1 << 20, 1 << 18), rig.catalog));
    }

    @AfterEach
    void endThreads() {
        end.set(true);
    }

    @Test
    void notWhileItsThreadRuns() throws Exception {
        Thread running = in(Thread.State.RUNNABLE, () -> {
            while (!end.get()) {
                Thread.onSpinWait();
            }
        });

        assertThat(ring.isAtRest(running)).isFalse();
    }

    @Test
    void notWhileItsThreadWaitsForALockWhichItMayDoInTheMiddleOfAnAccess() throws Exception {
        synchronized (end) {
            Thread blocked = in(Thread.State.BLOCKED, () -> {
                synchronized (end) {
                    end.get();
                }
            });

            assertThat(ring.isAtRest(blocked)).isFalse();
        }
    }

    @Test
    void whileItsThreadWaitsOrSleeps() throws Exception {
        Thread waiting = in(Thread.State.WAITING, this::parkToTheEnd);
        Thread sleeping = in(Thread.State.TIMED_WAITING, () -> {
            while (!end.get()) {
                LockSupport.parkNanos(1_000_000_000);
            }
        });

        assertThat(ring.isAtRest(waiting)).isTrue();
        assertThat(ring.isAtRest(sleeping)).isTrue();
        end.set(true);
        LockSupport.unpark(waiting);
    }

    @Test
    void notWhileItLetsWordsThrough() throws Exception {
        Thread waiting = in(Thread.State.WAITING, this::parkToTheEnd);
        RingSlot slot = spool.acquire(waiting, ring);
        assertThat(slot).isNotNull();
        ring.bind(slot);
        Clock clock = new Clock(() -> {});
        clock.use(ring);
        ring.room(Recorder.WORDS_OF_ONE_ACCESS);
        ring.prepare(1, 1, 2);
        assertThat(ring.arm(clock, clock.now())).isTrue();

        assertThat(ring.isAtRest(waiting)).isFalse();
        ring.disarm();
        assertThat(ring.isAtRest(waiting)).isTrue();
        end.set(true);
        LockSupport.unpark(waiting);
    }

    private void parkToTheEnd() {
        while (!end.get()) {
            LockSupport.park();
        }
    }

    private static Thread in(Thread.State state, Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != state) {
            Thread.sleep(1);
        }
        return thread;
    }
}
