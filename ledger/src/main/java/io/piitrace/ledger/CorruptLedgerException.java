package io.piitrace.ledger;

import java.io.IOException;

/** Bytes that are not what the format says; the message tells file, offset, expected and found. */
public final class CorruptLedgerException extends IOException {
    private static final long serialVersionUID = 1;

    public CorruptLedgerException(String message) {
        super(message);
    }
}
