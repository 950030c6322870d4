package io.piitrace.agent.monitor;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Everything the agent counts about itself, for this JVM. */
@SuppressWarnings("ImmutableEnumChecker") // a number per constant is the whole point
public enum Counter {
    /** Accesses that became ledger. */
    ACCESSES,
    /** Records into which they were coalesced. */
    RECORDS,
    /** Blocks sealed. */
    BLOCKS,
    /** Accesses that were not recorded. */
    LOST,
    /** Classes and routes that could not be traced. */
    GAPS,
    /** Notices that were not kept because there were too many before a spool could take them. */
    NOTICES_DROPPED,
    /** Failed attempts to write the ledger. */
    LEDGER_FAILURES,
    /** Failed attempts of a sink. */
    SINK_FAILURES,
    /** Records that a sink did not get. */
    SINK_LOST,
    /** Errors reported to the diagnostics, repetitions included. */
    ERRORS;

    private final AtomicLong value = new AtomicLong();
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public void add(long count) {
        value.addAndGet(count);
    }

    public long get() {
        return value.get();
    }

    public String code() {
        return code;
    }
}
