package io.piitrace.ledger;

import java.io.IOException;

/** There is no {@link DiskRoom} now. There may be some once old files are gone: whoever can wait does, and without a lock that the drain takes, because the drain makes that room. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    public NoRoomException(String message) {
        super(message);
    }
}
