package io.piitrace.ledger.format;

/** How a subject is written. */
final class SubjectForm {
    /** Sixteen bytes: the pseudonym. */
    static final int HEX = 0;

    /** A pseudonym of any other form, as text. */
    static final int TEXT = 1;

    /** No pseudonym; the reason instead. */
    static final int UNKNOWN = 2;

    private SubjectForm() {}
}
