package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hooks of the sources that the configuration leaves out: the methods that they would stand in stay as they are. */
final class Switches {
    private static final Map<String, Set<Integer>> HOOKS = Map.of(
            "request",
            Set.of(Hook.REQUEST, Hook.SERVLET, Hook.HANDLER, Hook.RESOURCE, Hook.REACTIVE, Hook.REACTIVE_HANDLER),
            "container",
            Set.of(Hook.USER),
            "spring-security",
            Set.of(
                    Hook.SECURITY_SET,
                    Hook.SECURITY_DEFER,
                    Hook.SECURITY_GET,
                    Hook.SECURITY_CLEAR,
                    Hook.SECURITY_CHANGE,
                    Hook.REACTIVE_USER),
            "jax-rs",
            Set.of(Hook.USER_SET),
            "job",
            Set.of(Hook.JOB, Hook.BATCH, Hook.QUARTZ),
            "message",
            Set.of(
                    Hook.KAFKA,
                    Hook.KAFKA_BATCH,
                    Hook.JMS,
                    Hook.POLL,
                    Hook.FETCH_KAFKA,
                    Hook.FETCH_JMS,
                    Hook.DELIVER_JMS,
                    Hook.LISTEN),
            "call",
            Set.of(Hook.CALL, Hook.CALL_LISTENER),
            "trace",
            Set.of(Hook.SPAN));

    private Switches() {}

    /** What is named by {@code identity.off}, and what nothing is configured for. */
    static Set<Integer> off(ContextOptions options) {
        Set<Integer> off = new HashSet<>();
        options.off().forEach(source -> off.addAll(HOOKS.getOrDefault(source, Set.of())));
        if (options.logging().isEmpty()) {
            off.add(Hook.LOGGING);
        }
        if (options.baggage().isEmpty()) {
            off.addAll(Set.of(Hook.ATTACH, Hook.DETACH));
        }
        return off;
    }
}
