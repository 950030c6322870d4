package io.piitrace.agent.drain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Says in the ledger that a sink fails, that it works again, and which records it did not get.
 *
 * <p>Not at the first failure: what is over after a few attempts is nobody's concern, and an application's logging is found only once it is there. Not more often than
 * once a minute either.
 *
 * <p><b>Threading.</b> The sink's thread.
 */
final class SinkHealth {
    private static final int PATIENCE = 4;
    private static final long PERIOD_MS = 60_000;

    private final String sink;
    private final Consumer<Map<String, String>> report;
    private long sinceMs;
    private long failures;
    private long saidMs;
    private boolean said;

    SinkHealth(String sink, Consumer<Map<String, String>> report) {
        this.sink = sink;
        this.report = report;
    }

    void failed(Throwable why, long nowMs) {
        if (failures++ == 0) {
            sinceMs = nowMs;
        }
        if (!said && failures >= PATIENCE && Math.abs(nowMs - saidMs) >= PERIOD_MS) {
            said = true;
            saidMs = nowMs;
            say("failing", Map.of("since", Instant.ofEpochMilli(sinceMs).toString(), "why", String.valueOf(why)));
        }
    }

    void worked() {
        if (said) {
            said = false;
            say(
                    "working",
                    Map.of("since", Instant.ofEpochMilli(sinceMs).toString(), "failures", Long.toString(failures)));
        }
        failures = 0;
    }

    /** Records that were deleted before the sink had got them. */
    void missed(long firstSeq, long lastSeq) {
        say("missed", Map.of("firstSeq", Long.toString(firstSeq), "lastSeq", Long.toString(lastSeq)));
    }

    private void say(String state, Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("sink", sink);
        attributes.put("state", state);
        attributes.putAll(more);
        report.accept(attributes);
    }
}
