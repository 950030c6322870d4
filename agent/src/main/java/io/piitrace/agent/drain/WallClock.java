package io.piitrace.agent.drain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the machine's clock was set, or that the machine slept: it is compared with one that only runs.
 *
 * <p><b>Threading.</b> The drain's thread.
 */
final class WallClock {
    private static final long TOLERANCE_MS = 2000;

    private long wallMs = System.currentTimeMillis();
    private long runningNs = System.nanoTime();

    /** What a notice about it has to say; null if nothing happened since it was asked last. */
    @Nullable
    Map<String, String> jump(long nowMs) {
        long ns = System.nanoTime();
        long expectedMs = wallMs + (ns - runningNs) / 1_000_000;
        wallMs = nowMs;
        runningNs = ns;
        if (Math.abs(nowMs - expectedMs) < TOLERANCE_MS) {
            return null;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("from", Instant.ofEpochMilli(expectedMs).toString());
        attributes.put("to", Instant.ofEpochMilli(nowMs).toString());
        return attributes;
    }
}
