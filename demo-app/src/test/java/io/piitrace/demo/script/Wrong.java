package io.piitrace.demo.script;

/** The ledger does not tell what the script caused. */
final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
        super(message);
    }

    static void unless(boolean right, String message) throws Wrong {
        if (!right) {
            throw new Wrong(message);
        }
    }
}
