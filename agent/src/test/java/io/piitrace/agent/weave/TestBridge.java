package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Renaming;
import io.piitrace.agent.hook.Bridge;
import io.piitrace.agent.hook.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/** The bridge as woven test classes see it: the template itself, with targets that each test replaces. */
final class TestBridge {
    static final String NAME = "io/piitrace/agent/weave/CopiedBridge";

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
        define();
    }

    private TestBridge() {}

    static void use() {}

    /** Under a name of its own: another test of this JVM may have handed its targets to the template itself. */
    private static void define() {
        try (InputStream in = Bridge.class.getResourceAsStream("Bridge.class")) {
            byte[] copy =
                    Renaming.rename(in.readAllBytes(), Bridge.class.getName().replace('.', '/'), NAME);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            lookup.ensureInitialized(lookup.defineClass(copy));
        } catch (IOException | IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
