package io.piitrace.ledger.spool;

import java.util.Locale;

/** Why accesses were not recorded. The order is part of the spool's format: add at the end only. */
public enum LossReason {
    /** The drain did not keep up, and waiting for it was not allowed any longer. */
    RING_FULL,
    /** No ring could be had for the thread: disk full, or too many open files. */
    NO_RING,
    /** A definition could not be written: disk full. */
    NO_DEFINITION,
    /** The recorder failed; the diagnostics say how. */
    RECORDER_FAILED,
    /** A word in a ring named something that was never defined. */
    UNREADABLE;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String code() {
        return code;
    }
}
