package io.piitrace.woven.oracle;

/** Native code of the program's own. */
final class Native {
    private Native() {}

    /** Loads it if this run has it. */
    static boolean isThere() {
        String library = System.getProperty("woven.native", "");
        if (!library.isEmpty()) {
            System.load(library);
        }
        return !library.isEmpty();
    }

    static native Object reference(Object object, String field, String descriptor);

    static native long number(Object object, String field);

    static native Object call(Object object, String method);
}
