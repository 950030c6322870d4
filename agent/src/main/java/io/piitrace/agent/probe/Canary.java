package io.piitrace.agent.probe;

import java.io.Serializable;

/** Has a field for each route, named after it. */
@SuppressWarnings("unused") // they are read, by other ways
final class Canary implements Serializable {
    private static final long serialVersionUID = 1;

    @Traced
    transient String getter = "x";

    @Traced
    transient String foreign = "x";

    @Traced
    transient volatile String reflection = "x";

    @Traced
    transient volatile String methodHandle = "x";

    @Traced
    transient volatile String varHandle = "x";

    @Traced
    transient volatile String varHandleExchange = "x";

    @Traced
    transient volatile String varHandleProbe = "x";

    @Traced
    transient volatile String referenceUpdater = "x";

    @Traced
    transient volatile String referenceUpdaterProbe = "x";

    @Traced
    transient volatile long longUpdater = 1;

    @Traced
    transient volatile int integerUpdater = 1;

    @Traced
    transient volatile String unsafe = "x";

    @Traced
    transient volatile String unsafeProbe = "x";

    @Traced
    transient volatile String hiddenClass = "x";

    @Traced
    transient String nativeCode = "x";

    @Traced
    String serializedReference = "x";

    @Traced
    long serializedPrimitive = 1;

    String getGetter() {
        return getter;
    }

    /** Its methods are not made of field reads that a class file shows. */
    record Text(@Traced String recordToString) {}

    /** The same. */
    record Hash(@Traced String recordHashCode) {}
}
