package io.piitrace.woven.oracle;

/** The oracle's debug registers; there only where it was loaded to use them. */
final class Watch {
    private Watch() {}

    /** From now on what happens at this field in any object that there is; the number of objects, 0 if it cannot be done. */
    static native int on(Class<?> declaring, String field);

    /** What happened since. */
    static native long off();
}
