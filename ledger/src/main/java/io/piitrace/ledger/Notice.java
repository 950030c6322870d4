package io.piitrace.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A record about the log itself: that it started, lost something, could not trace something.
 *
 * @param timeMs when, milliseconds since the epoch
 * @param attributes what else it says, in order; never personal data
 */
public record Notice(long seq, long timeMs, Origin origin, NoticeType type, Map<String, String> attributes)
        implements LedgerRecord {
    /** A notice about the configuration may tell of an option that is named like a key of every notice. */
    private static final Set<String> OWN_KEYS = Set.of("seq", "record", "time", "service", "instance");

    public Notice {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    @Override
    public void describe(RecordVisitor visitor) {
        visitor.number("seq", seq);
        visitor.text("record", type.code());
        visitor.time("time", timeMs);
        visitor.text("service", origin.service());
        visitor.text("instance", origin.instance());
        attributes.forEach((key, value) -> visitor.text(OWN_KEYS.contains(key) ? "option." + key : key, value));
    }
}
