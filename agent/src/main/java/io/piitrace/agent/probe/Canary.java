package io.piitrace.agent.probe;

import java.io.Serializable;

/** Has a field for each route, named after it. */
@SuppressWarnings("unused") // they are read, by other ways
final class Canary implements Serializable {
    private static final long serialVersionUID = 1;

    transient String getter = "x";
    transient volatile String reflection = "x";
    transient volatile String methodHandle = "x";
    transient volatile String varHandle = "x";
    transient volatile String varHandleProbe = "x";
    transient volatile String referenceUpdater = "x";
    transient volatile long longUpdater = 1;
    transient volatile int integerUpdater = 1;
    transient volatile String unsafe = "x";
    transient volatile String hiddenClass = "x";
    String serializedReference = "x";
    long serializedPrimitive = 1;

    String getGetter() {
        return getter;
    }

    /** Its methods are not made of field reads that a class file shows. */
    record Recorded(String recordToString) {}
}
