package io.piitrace.ledger;

import java.util.Locale;

/** What a notice says. The order is part of the ledger format: add at the end only. */
public enum NoticeType {
    /** A JVM with the agent started; attributes tell version, bridge, number of fields. */
    START,
    /** It stopped in an orderly way. */
    STOP,
    /** The configuration in force, values of secret options left out. */
    CONFIG,
    /** Accesses that happened and were not recorded: since, until, reason, exact count. */
    LOSS,
    /** A class or route that could not be traced, and why. */
    GAP,
    /** Alive, with nothing else to say. */
    HEARTBEAT,
    /** A signed statement of size and head. */
    CHECKPOINT,
    /** The spool of a dead JVM became ledger. */
    RECOVERY,
    /** The oldest files of the ledger were deleted because the configuration says so. */
    RETENTION,
    /** A sink failed, works again, or did not get records that were deleted before it had read them. */
    SINK,
    /** The clock of the machine was set: from, to. */
    CLOCK;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }
}
