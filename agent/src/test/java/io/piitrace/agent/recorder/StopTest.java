package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a JVM that does not wait for its threads. */
class StopTest {
    @TempDir
    Path dir;

    @Test
    void theStopIsToldThoughThreadsGoOnReading() throws Exception {
        Rig rig = new Rig(dir, 15);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        AtomicBoolean stopped = new AtomicBoolean();
        List<Thread> reading = Stream.generate(() -> new Thread(() -> {
                    Rig.Person person = new Rig.Person(7);
                    while (!stopped.get()) {
                        rig.read.accept(person, site);
                    }
                }))
                .limit(3)
                .toList();
        reading.forEach(Thread::start);
        Thread.sleep(1500); // until the JIT has compiled it, so that they write faster than the drain reads
        rig.drain.stop(Map.of(), 20_000);
        stopped.set(true);
        for (Thread thread : reading) {
            thread.join();
        }
        rig.recorder.stop();

        assertThat(Rig.notices(rig.records(), NoticeType.STOP)).hasSize(1);
        assertThat(LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), Progress.NONE)
                        .intact())
                .isTrue();
    }
}
