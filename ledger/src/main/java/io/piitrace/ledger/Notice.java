package io.piitrace.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record about the log itself: that it started, lost something, could not trace something.
 *
 * @param timeMs when, milliseconds since the epoch
 * @param attributes what else it says, in order; never personal data
 */
public record Notice(long seq, long timeMs, Origin origin, NoticeType type, Map<String, String> attributes)
        implements LedgerRecord {
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
        attributes.forEach(visitor::text);
    }
}
