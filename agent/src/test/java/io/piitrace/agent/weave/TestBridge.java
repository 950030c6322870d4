package io.piitrace.agent.weave;

import io.piitrace.agent.hook.Bridge;
import io.piitrace.agent.hook.Targets;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/** The bridge as woven test classes see it: the template itself, with targets that each test replaces. */
final class TestBridge {
    static final String NAME = "io/piitrace/agent/hook/Bridge";

    static ObjIntConsumer<Object> read = (owner, site) -> {};
    static ObjIntConsumer<Object> select = (owner, choice) -> {};
    static ObjIntConsumer<Object> call = (receiver, site) -> {};
    static Runnable called = () -> {};
    static ToIntFunction<Object[]> link = c -> 0;

    static {
        new Targets(
                        (owner, site) -> read.accept(owner, site),
                        (owner, choice) -> select.accept(owner, choice),
                        (receiver, site) -> call.accept(receiver, site),
                        () -> called.run(),
                        c -> link.applyAsInt(c),
                        null,
                        null,
                        null)
                .handOver();
        Bridge.called(); // initialises it
    }

    private TestBridge() {}

    static void use() {}
}
