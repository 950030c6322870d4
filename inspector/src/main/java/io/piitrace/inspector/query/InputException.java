package io.piitrace.inspector.query;

/** Input that cannot be read; the message is the one line that the user gets. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
