package io.piitrace.agent.drain;

import io.piitrace.agent.sink.Sink;
import io.piitrace.ledger.seal.TenantKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The followers of all sinks; begun with the first block, because only then the ledger has a directory. */
final class SinkFollowers {
    private static final long STOP_MS = 2000;

    private final DrainOptions options;
    private final List<Sink> sinks;
    private final Consumer<Map<String, String>> report;
    private final List<SinkFollower> followers = new ArrayList<>();

    /** @param report takes what the ledger should say about a sink */
    SinkFollowers(DrainOptions options, List<Sink> sinks, Consumer<Map<String, String>> report) {
        this.report = report;
        this.options = options;
        this.sinks = List.copyOf(sinks);
    }

    /** Something was appended to the ledger in this directory. */
    void sealed(@Nullable Path ledger, long nextSeq) {
        if (followers.isEmpty() && ledger != null) {
            TenantKeys keys = options.tenantKeys();
            for (Sink sink : sinks) {
                TenantKeys reading = keys == null ? TenantKeys.NONE : keys;
                followers.add(SinkFollower.start(sink, ledger, options.path(), reading, report));
            }
        }
        for (SinkFollower follower : followers) {
            follower.wake();
        }
    }

    /** Lets them write what is in the ledger, for a bounded time. */
    void stop() {
        long until = System.currentTimeMillis() + STOP_MS;
        followers.forEach(SinkFollower::stop);
        for (SinkFollower follower : followers) {
            follower.await(until);
        }
    }
}
