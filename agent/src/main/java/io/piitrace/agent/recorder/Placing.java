package io.piitrace.agent.recorder;

import io.piitrace.ledger.Site;

/** How the place is found that an access at a site is recorded with. Bytes, because they are looked up for every access. */
final class Placing {
    static final byte UNKNOWN = 0;
    /** The place of the read itself. */
    static final byte OWN = 1;
    /** That of the caller: the read stands in a getter. */
    static final byte CALLER = 2;
    /** That of the nearest code that is not the JDK's: the JDK itself reads. */
    static final byte ROUTE = 3;
    /** The place of the read itself, unless a framework called the method for its own purposes. */
    static final byte METHOD = 4;

    private Placing() {}

    static byte of(Site site) {
        return switch (site.kind()) {
            case GETTER -> CALLER;
            case DERIVED -> METHOD;
            case REFLECTION, HANDLE, UNSAFE, SERIALIZATION, PROBE, NATIVE -> ROUTE;
            default -> OWN;
        };
    }
}
