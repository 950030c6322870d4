package io.piitrace.ledger;

/** One numbered line of a ledger: an access, or a notice about the log itself. */
public sealed interface LedgerRecord permits AccessRecord, Notice {
    /** Gap-free ordinal within one ledger, from 1. */
    long seq();

    /** The JVM that wrote it. */
    Origin origin();

    /** Names every value that the record has, in the order and under the keys in which it is exported. */
    void describe(RecordVisitor visitor);
}
