package io.piitrace.agent.context;

import io.piitrace.agent.monitor.Notices;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bridge as classes of {@link WovenLoader} see it: straight to the hooks. */
public final class TestBridge {
    static final Notices NOTICES = new Notices();

    private static final DataHooks NO_DATA = new DataHooks() {
        @Override
        public Object enter(int hook, Object self, Object first, Object second) {
            return null;
        }

        @Override
        public void exit(int hook, Object scope, Object result) {}
    };
    private static volatile Hooks hooks = hooks(Map.of(), Map.of());

    private TestBridge() {}

    private static Hooks hooks(Map<String, String> claims, Map<String, String> parties) {
        return new Hooks(
                new ContextOptions(
                        null,
                        null,
                        List.of(),
                        HeaderNames.DEFAULTS,
                        "purpose",
                        Map.of(),
                        claims,
                        Map.of("request", "requestId"),
                        Map.of(),
                        Map.of(),
                        parties,
                        new Networks(Map.of()),
                        Map.of("GET/ruled/*", "monitor-performance"),
                        Map.of("consulting-partner", "implementation"),
                        Set.of("client-user", "provider-staff"),
                        Set.of(),
                        id -> "hash-of-" + id.length()),
                NOTICES,
                NO_DATA);
    }

    static void configure(Map<String, String> claims, Map<String, String> parties) {
        hooks = hooks(claims, parties);
    }

    public static Object enter(int hook, Object self, Object first, Object second) {
        return hooks.enter(hook, self, first, second);
    }

    public static void exit(int hook, Object scope, Object result, Throwable thrown) {
        hooks.exit(hook, scope, result, thrown);
    }

    public static void run(Runnable task) {
        hooks.run().accept(task);
    }
}
