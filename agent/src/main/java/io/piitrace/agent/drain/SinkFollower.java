package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Counter;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.agent.sink.Sink;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives one sink every record of the ledger in its order, at least once: it reads the ledger itself, at the sink's own pace, and remembers how far that came.
 *
 * <p><b>Threading.</b> A thread of its own.
 *
 * <p><b>Failure.</b> A sink that fails gets the same records again, ever more slowly; neither the ledger nor another sink waits for it, and nothing is kept in memory for it.
 */
final class SinkFollower {
    private static final int MAX_RECORDS = 1000;
    private static final long MAX_BACKOFF_MS = 30_000;
    private static final long STUCK_NS = 60_000_000_000L;
    private static final long REST_NS = 60_000_000_000L;

    private final Sink sink;
    private final SinkHealth health;
    private final Path ledger;
    private final TenantKeys keys;
    private final Path position;
    private final Thread thread;
    private final List<LedgerRecord> records = new ArrayList<>();
    private volatile boolean stopping;
    private volatile boolean writing;
    private volatile long writingSinceNs;
    private volatile boolean woken;
    private @Nullable LedgerReader reader;
    private @Nullable Path file;
    private long doneSeq;

    private SinkFollower(Sink sink, Path ledger, Path dir, TenantKeys keys, Consumer<Map<String, String>> report) {
        this.health = new SinkHealth(sink.name(), report);
        this.keys = keys;
        this.sink = sink;
        this.ledger = ledger;
        this.position = dir.resolve("sinks").resolve(ledger.getFileName() + "." + sink.name() + ".position");
        this.thread = new Thread(null, this::run, "piitrace-sink-" + sink.name(), 1 << 19, false);
    }

    /** @param report takes what the ledger should say about the sink */
    static SinkFollower start(Sink sink, Path ledger, Path dir, TenantKeys keys, Consumer<Map<String, String>> report) {
        SinkFollower follower = new SinkFollower(sink, ledger, dir, keys, report);
        follower.thread.setDaemon(true);
        follower.thread.setContextClassLoader(null);
        follower.thread.start();
        return follower;
    }

    /** Something was sealed. */
    void wake() {
        if (writing && System.nanoTime() - writingSinceNs > STUCK_NS) {
            sink.abort();
        }
        woken = true;
        LockSupport.unpark(thread);
    }

    void stop() {
        stopping = true;
        wake();
    }

    void await(long untilMs) {
        try {
            thread.join(Math.max(1, untilMs - System.currentTimeMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long backoffMs = 0;
        boolean started = false;
        while (true) {
            boolean last = stopping;
            woken = false;
            try {
                if (!started) {
                    doneSeq = readPosition();
                    started = true;
                }
                follow();
                backoffMs = 0;
                health.worked();
                if (last) {
                    break;
                }
                if (!woken) {
                    LockSupport.parkNanos(this, REST_NS);
                }
            } catch (IOException | RuntimeException | LinkageError e) {
                Counter.SINK_FAILURES.add(1);
                Diagnostics.report("sink " + sink.name() + " failed", e);
                if (last) {
                    break;
                }
                health.failed(e, System.currentTimeMillis());
                leaveDeleted();
                backoffMs = Math.min(MAX_BACKOFF_MS, Math.max(500, backoffMs * 2));
                rest(backoffMs);
            }
        }
        close();
    }

    /** Whatever wakes it meanwhile: new records are no reason to try a sink again that fails. */
    private void rest(long ms) {
        long untilNs = System.nanoTime() + ms * 1_000_000;
        for (long left = ms * 1_000_000; left > 0 && !stopping; left = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Does not keep the room of a file that was deleted. What comes after what was read is found again by its number. */
    private void leaveDeleted() {
        LedgerReader held = reader;
        if (held != null && file != null && Files.notExists(file)) {
            reader = null;
            try {
                held.close();
            } catch (IOException e) {
                Diagnostics.report("cannot close a ledger file", e);
            }
        }
    }

    private void follow() throws IOException {
        flush();
        LedgerReader from = reader;
        if (from == null) {
            from = openAt(doneSeq + 1);
            if (from == null) {
                return;
            }
            reader = from;
        }
        while (true) {
            LedgerRecord record = from.next();
            if (record == null) {
                flush();
                LedgerReader next = nextFile(from);
                if (next == null) {
                    return;
                }
                from.close();
                from = next;
                reader = next;
            } else if (record.seq() > doneSeq) {
                long expected = records.isEmpty()
                        ? doneSeq + 1
                        : records.get(records.size() - 1).seq() + 1;
                if (record.seq() > expected) {
                    Counter.SINK_LOST.add(record.seq() - expected);
                    health.missed(expected, record.seq() - 1);
                }
                records.add(record);
                if (records.size() >= MAX_RECORDS) {
                    flush();
                }
            }
        }
    }

    private void flush() throws IOException {
        if (!records.isEmpty()) {
            writingSinceNs = System.nanoTime();
            writing = true;
            try {
                sink.write(records);
            } finally {
                writing = false;
            }
            doneSeq = records.get(records.size() - 1).seq();
            records.clear();
            writePosition(doneSeq);
        }
    }

    /** The file after the present one, once the present one was read to its end. */
    private @Nullable LedgerReader nextFile(LedgerReader present) throws IOException {
        List<Path> files = LedgerFiles.find(List.of(ledger));
        int next = files.indexOf(file) + 1;
        if (next >= files.size()) {
            return null;
        }
        LedgerRecord late = present.next(); // appended between reading to the end and the making of the next file
        if (late != null) {
            if (late.seq() > doneSeq) {
                records.add(late);
            }
            return present;
        }
        return open(files.get(next));
    }

    /** The newest file that does not begin after this record. */
    private @Nullable LedgerReader openAt(long seq) throws IOException {
        List<Path> files = LedgerFiles.find(List.of(ledger));
        for (int i = files.size() - 1; i >= 0; i--) {
            if (i == 0 || firstSeq(files.get(i)) <= seq) {
                return open(files.get(i));
            }
        }
        return null;
    }

    private long firstSeq(Path file) throws IOException {
        try (LedgerReader reader = LedgerReader.open(file, Scan.ALL, keys)) {
            LedgerRecord first = reader.next();
            return first == null ? Long.MAX_VALUE : first.seq();
        }
    }

    private LedgerReader open(Path next) throws IOException {
        LedgerReader opened = LedgerReader.open(next, Scan.ALL, keys);
        file = next;
        return opened;
    }

    private long readPosition() throws IOException {
        if (!Files.exists(position)) {
            return 0;
        }
        try {
            return Long.parseLong(Files.readString(position).strip());
        } catch (NumberFormatException cut) {
            return 0; // at least once
        }
    }

    private void writePosition(long seq) throws IOException {
        Files.createDirectories(position.getParent());
        Files.writeString(position, Long.toString(seq) + '\n');
    }

    private void close() {
        try {
            sink.close();
            if (reader != null) {
                reader.close();
            }
        } catch (IOException | RuntimeException e) {
            Diagnostics.report("sink " + sink.name() + " cannot be closed", e);
        }
    }
}
