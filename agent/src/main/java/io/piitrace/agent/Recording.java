package io.piitrace.agent;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.drain.Drain;
import io.piitrace.agent.drain.DrainOptions;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.agent.monitor.Notices;
import io.piitrace.agent.recorder.DrainSignal;
import io.piitrace.agent.recorder.Recorded;
import io.piitrace.agent.recorder.Recorder;
import io.piitrace.agent.recorder.RecorderOptions;
import io.piitrace.agent.sink.Sink;
import io.piitrace.agent.sink.SinkSettings;
import io.piitrace.agent.sink.Sinks;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.spool.DiskBudget;
import io.piitrace.ledger.spool.LedgerDirectories;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of an access from the bridge into the ledger: recorder, spool, drain and sinks, put together.
 *
 * <p><b>Failure.</b> Only {@link #start} throws; nothing that is handed to the bridge ever does.
 */
public final class Recording {
    private static final long STOP_MS = 5000;

    private final Recorder recorder;
    private final Drain drain;

    private final Recorded recorded;

    private Recording(Recorder recorder, Recorded recorded, Drain drain) {
        this.recorder = recorder;
        this.recorded = recorded;
        this.drain = drain;
    }

    /** Makes the spool and takes the notices; no thread is started before the first access needs it. */
    public static Recording start(RecordingOptions options, Catalog catalog, Notices notices) throws IOException {
        DiskBudget budget = budget(options);
        long fullMaxMs = options.blockWhenFull() ? options.fullMaxMs() : 0;
        DiskRoom room = budget == null ? DiskRoom.UNBOUNDED : budget.forSpools(fullMaxMs);
        Spools spools = Spools.open(
                options.dir(),
                options.origin(),
                RingSizes.of(Runtime.getRuntime().availableProcessors()),
                room);
        String ledgerName = LedgerDirectories.name(options.origin());
        SinkSettings sinkSettings = new SinkSettings(
                options.sinkOptions(),
                options.dir(),
                ledgerName,
                ApplicationLoaders::find,
                budget == null ? DiskRoom.UNBOUNDED : budget.forSinks(),
                budget == null ? Long.MAX_VALUE : budget.ledgerFileLength());
        List<Sink> sinks = Sinks.open(options.sinks(), sinkSettings);
        Drain drain = new Drain(
                spools,
                DrainOptions.of(options.dir(), options.origin())
                        .keepingDays(options.retentionDays())
                        .encrypting(options.encryption())
                        .within(budget)
                        .forcing(options.forceMs()),
                sinks,
                () -> options.subjectKey().pseudonym("", ""));
        RecorderOptions recorderOptions = RecorderOptions.of(
                        options.tenant(), options.subjectKey(), options.disguise(), fullMaxMs)
                .defining(budget == null ? Long.MAX_VALUE : budget.ledgerFileLength());
        Recorder recorder = new Recorder(spools, catalog, recorderOptions, signals(drain));
        notices.receiveWith((type, timeMs, attributes) -> take(spools, drain, type, timeMs, attributes));
        return new Recording(recorder, new Recorded(catalog, recorder), drain);
    }

    private static @Nullable DiskBudget budget(RecordingOptions options) throws IOException {
        if (options.diskMax() == 0) {
            return null;
        }
        String name = System.currentTimeMillis() + "-" + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime());
        return DiskBudget.open(options.dir(), name, options.diskMax());
    }

    /** For {@code $Piitrace.read}: a traced field of the object is about to be read at this site. */
    public ObjIntConsumer<Object> read() {
        return recorder.read();
    }

    /** What {@link #read} leaves to a way that the JIT must not inline. */
    public ObjIntConsumer<Object> seldom() {
        return recorder.seldom();
    }

    /** The door through which {@link #read} goes there from now on. */
    void through(ObjIntConsumer<Object> door) {
        recorder.through(door);
    }

    /** Who is told of the agent's own reads, which are not recorded; null for nobody. */
    void listen(@Nullable ObjIntConsumer<Object> to) {
        recorder.listen(to);
    }

    /** For {@code $Piitrace.call}: an accessor is about to be called on the object from the place of this site. */
    public ObjIntConsumer<Object> call() {
        return recorder.call();
    }

    /** For data that never become fields. */
    public Recorded recorded() {
        return recorded;
    }

    /** For {@code $Piitrace.called}. */
    public Runnable called() {
        return recorder.called();
    }

    /**
     * Everything recorded so far becomes ledger, which is closed in order. For the shutdown hook; returns within a bound.
     *
     * @param attributes what the stop notice says besides the counts
     */
    public void stop(Map<String, String> attributes) {
        drain.stop(attributes, STOP_MS);
        recorder.stop();
    }

    private static DrainSignal signals(Drain drain) {
        return new DrainSignal() {
            @Override
            public void recorded() {
                drain.recorded();
            }

            @Override
            public void filling() {
                drain.filling();
            }
        };
    }

    private static void take(Spools spools, Drain drain, NoticeType type, long timeMs, Map<String, String> attributes) {
        try {
            spools.notice(type, timeMs, attributes);
            drain.noted();
        } catch (IOException | UncheckedIOException e) {
            Diagnostics.report("cannot write a notice: " + type.code() + attributes, e);
        }
    }
}
