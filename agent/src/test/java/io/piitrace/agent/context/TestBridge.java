package io.piitrace.agent.context;

import io.piitrace.agent.monitor.Notices;
import java.util.Map;

/** The bridge as classes of {@link WovenLoader} see it: straight to the hooks. */
public final class TestBridge {
    static final Notices NOTICES = new Notices();

    private static volatile Hooks hooks = hooks(Map.of(), Map.of());

    private TestBridge() {}

    private static Hooks hooks(Map<String, String> claims, Map<String, String> parties) {
        ContextOptions defaults = ContextOptions.defaults(id -> "hash-of-" + id.length());
        return new Hooks(
                new ContextOptions(
                        null,
                        null,
                        defaults.defaultRoles(),
                        defaults.purposeHeader(),
                        defaults.ticketHeader(),
                        defaults.requestHeader(),
                        Map.of(),
                        claims,
                        Map.of("request", "requestId"),
                        parties,
                        Map.of(),
                        defaults.sessionHash()),
                NOTICES);
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
