package io.piitrace.agent.context;

import io.piitrace.ledger.Context;
import java.util.List;

/** The frame under which the current thread works. */
public final class Frames {
    /** The frame of threads about which nothing is known: no requester, so that no purpose is to be expected. */
    public static final Frame ROOT = new Frame(
            new Context(null, null, null, List.of(), null, null, "not-expected", "none", null, null, null, null));

    private static final ThreadLocal<Frame> CURRENT = ThreadLocal.withInitial(() -> ROOT);

    private Frames() {}

    /** Never null, allocates nothing once the thread was seen. */
    public static Frame current() {
        return CURRENT.get();
    }
}
