package io.piitrace.agent.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.sink.Sink;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.Definitions;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkFollowerTest {
    @TempDir
    Path dir;

    private final List<Map<String, String>> notices = new CopyOnWriteArrayList<>();

    /** Fails as often as it is told. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    private static final class Flaky implements Sink {
        final List<Long> received = new CopyOnWriteArrayList<>();
        volatile int failures;

        Flaky(int failures) {
            this.failures = failures;
        }

        @Override
        public String name() {
            return "flaky";
        }

        @Override
        public void write(List<LedgerRecord> records) throws IOException {
            if (failures > 0) {
                failures--;
                throw new IOException("not now");
            }
            records.forEach(record -> received.add(record.seq()));
        }

        @Override
        public void close() {}
    }

    @Test
    void everyRecordArrivesInOrderAlsoAfterAFailure() throws Exception {
        Flaky sink = new Flaky(1);
        try (LedgerWriter writer = open()) {
            append(writer, 10);
            SinkFollower follower = SinkFollower.start(sink, ledger(), dir, TenantKeys.NONE, notices::add);
            append(writer, 5);
            follower.wake();
            awaitSize(sink, 15);
            stop(follower);
        }
        assertThat(sink.received)
                .isEqualTo(LongStream.rangeClosed(1, 15).boxed().toList());
    }

    @Test
    void nextStartGoesOnWhereTheLastOneEnded() throws Exception {
        try (LedgerWriter writer = open()) {
            append(writer, 10);
            Flaky first = new Flaky(0);
            SinkFollower follower = SinkFollower.start(first, ledger(), dir, TenantKeys.NONE, notices::add);
            awaitSize(first, 10);
            stop(follower);
        }
        Flaky second = new Flaky(0);
        try (LedgerWriter writer = open()) { // a new file, and a closing checkpoint before it
            append(writer, 3);
            SinkFollower follower = SinkFollower.start(second, ledger(), dir, TenantKeys.NONE, notices::add);
            awaitSize(second, 4);
            stop(follower);
        }
        assertThat(second.received).containsExactly(11L, 12L, 13L, 14L);
    }

    private Path ledger() {
        return dir.resolve("ledger").resolve("x");
    }

    private LedgerWriter open() throws IOException {
        return LedgerWriter.open(ledger(), new Origin("a", "b"), WriterOptions.unsigned());
    }

    private static void append(LedgerWriter writer, int notices) throws IOException {
        Batch batch = new Batch();
        for (int i = 0; i < notices; i++) {
            batch.notice(NoticeType.GAP, i, Map.of("what", "x"));
        }
        writer.append(batch, new None());
    }

    private static void awaitSize(Flaky sink, int size) throws InterruptedException {
        for (int i = 0; i < 1000 && sink.received.size() < size; i++) {
            Thread.sleep(10);
        }
    }

    private static void stop(SinkFollower follower) {
        follower.stop();
        follower.await(System.currentTimeMillis() + 10_000);
    }

    private static final class None implements Definitions {
        @Override
        public Context context(int id) {
            throw new AssertionError();
        }

        @Override
        public Site site(int id) {
            throw new AssertionError();
        }

        @Override
        public Subject subject(int id) {
            throw new AssertionError();
        }
    }
}
