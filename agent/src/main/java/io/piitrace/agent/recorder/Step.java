package io.piitrace.agent.recorder;

/**
 * How to read one field of one class.
 *
 * @param form the field's type, as far as reading it goes
 * @param offset its place in the object
 */
record Step(Form form, long offset) {
    static final Step MISSING = new Step(Form.MISSING, 0);

    /** What stands at the offset. */
    enum Form {
        LONG,
        INT,
        SHORT,
        BYTE,
        CHAR,
        REFERENCE,
        /** An interceptor of a Hibernate proxy, which knows the object or at least its key; the name asked for is its key. */
        PROXY_KEY,
        /** The same, but the name asked for is another field. */
        PROXY,
        MISSING
    }
}
