package io.piitrace.agent.monitor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
    ERRORS,
    /** Scopes that code opened and did not close where it should have. */
    SCOPES_LEAKED,
    /** Runs whose context was lost because they repeat long after whoever began them: tasks of a scheduled executor. */
    CONTEXT_LOST_PERIODIC_TASK,
    /** The same of a {@code Timer}. */
    CONTEXT_LOST_PERIODIC_TIMER,
    /** Runs of one task that several people had handed over before it ran. */
    CONTEXT_LOST_SHARED_TASK,
    /** Signals of a source that emits to the subscribers of several people in one loop. */
    CONTEXT_LOST_SHARED_REACTOR,
    /** The same in RxJava. */
    CONTEXT_LOST_SHARED_RXJAVA,
    /** Listeners of a promise that another fulfils. */
    CONTEXT_LOST_SHARED_NETTY,
    /** Tasks for which there was no room among those that wait. */
    CONTEXT_LOST_TOO_MANY_TASKS;

    private final AtomicLong value = new AtomicLong();
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public void add(long count) {
        value.addAndGet(count);
    }

    public long get() {
        return value.get();
    }

    /** What the JVM tells of itself when it stops; leaks and lost contexts only where there are any. */
    public static Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        for (Counter counter : values()) {
            boolean always = counter == ACCESSES || counter == LOST || counter == GAPS || counter == ERRORS;
            if (always || (counter.compareTo(SCOPES_LEAKED) >= 0 && counter.get() > 0)) {
                told.put(counter.code, Long.toString(counter.get()));
            }
        }
        return told;
    }

    public String code() {
        return code;
    }
}
