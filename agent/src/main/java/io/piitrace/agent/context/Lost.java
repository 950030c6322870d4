package io.piitrace.agent.context;

import io.piitrace.agent.monitor.Counter;
import io.piitrace.ledger.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of hand-off that lose a context: each has a frame of its own, which tells nobody, and counts what begins under it. */
@SuppressWarnings("ImmutableEnumChecker") // a frame has caches
enum Lost {
    PERIODIC_TASK(Counter.CONTEXT_LOST_PERIODIC_TASK),
    PERIODIC_TIMER(Counter.CONTEXT_LOST_PERIODIC_TIMER),
    SHARED_TASK(Counter.CONTEXT_LOST_SHARED_TASK),
    SHARED_REACTOR(Counter.CONTEXT_LOST_SHARED_REACTOR),
    SHARED_RXJAVA(Counter.CONTEXT_LOST_SHARED_RXJAVA),
    SHARED_NETTY(Counter.CONTEXT_LOST_SHARED_NETTY),
    TOO_MANY_TASKS(Counter.CONTEXT_LOST_TOO_MANY_TASKS);

    final Frame frame;

    private final Counter counter;

    Lost(Counter counter) {
        this.counter = counter;
        Context nobody = new Context(
                null, null, null, List.of(), null, null, Statement.CONTEXT_LOST, "none", null, null, null, null);
        frame = new Frame(nobody, nobody, this);
    }

    /** Work begins whose context was lost in this way. */
    void count() {
        counter.add(1);
    }

    /** By the library whose object this is; Netty's method has none. */
    static Lost bySharing(@Nullable Object source) {
        if (source == null) {
            return SHARED_NETTY;
        }
        return source.getClass().getName().startsWith("io.reactivex.") ? SHARED_RXJAVA : SHARED_REACTOR;
    }
}
