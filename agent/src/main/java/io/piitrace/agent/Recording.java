package io.piitrace.agent;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.monitor.Notices;
import java.io.IOException;
import java.util.function.ObjIntConsumer;

/**
 * The way of an access from the bridge into the ledger: recorder, spool, drain and sinks, put together.
 *
 * <p><b>Failure.</b> Only {@link #start} throws; nothing that is handed to the bridge ever does.
 */
public final class Recording {
    private Recording() {}

    /** Makes the spool and takes the notices; no thread is started before the first access or notice needs it. */
    public static Recording start(RecordingOptions options, Catalog catalog, Notices notices) throws IOException {
        return new Recording();
    }

    /** For {@code $Piitrace.read}: a traced field of the object is about to be read at this site. */
    public ObjIntConsumer<Object> read() {
        return (owner, site) -> {};
    }

    /** For {@code $Piitrace.call}: an accessor is about to be called on the object from the place of this site. */
    public ObjIntConsumer<Object> call() {
        return (receiver, site) -> {};
    }

    /** For {@code $Piitrace.called}. */
    public Runnable called() {
        return () -> {};
    }

    /** Everything recorded so far becomes ledger, which is closed in order. For the shutdown hook; returns within a bound. */
    public void stop() {}
}
