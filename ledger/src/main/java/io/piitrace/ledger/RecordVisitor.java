package io.piitrace.ledger;

import java.util.List;

/** Receives the values of a record under their exported keys; absent values are not visited. */
public interface RecordVisitor {
    void text(String key, String value);

    void texts(String key, List<String> values);

    void number(String key, long value);

    /** Milliseconds since the epoch; written as ISO-8601 UTC with milliseconds. */
    void time(String key, long epochMs);
}
