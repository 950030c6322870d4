package io.piitrace.agent;

/** A configuration that cannot be used; the message is the one line that the operator sees. */
public final class BadOptionException extends Exception {
    private static final long serialVersionUID = 1;

    public BadOptionException(String message) {
        super(message);
    }
}
