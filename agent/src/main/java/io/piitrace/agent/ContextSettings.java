package io.piitrace.agent;

import io.piitrace.agent.context.ContextOptions;
import io.piitrace.ledger.seal.SubjectKey;
import org.jspecify.annotations.Nullable;

/** Turns options into what the context asks for. */
final class ContextSettings {
    private ContextSettings() {}

    static ContextOptions of(AgentOptions options, SubjectKey key) {
        return new ContextOptions(
                textOrNull(options, Option.TENANT),
                textOrNull(options, Option.PURPOSE_DEFAULT),
                options.list(Option.ROLE_DEFAULT),
                options.text(Option.HEADER_PURPOSE),
                options.text(Option.HEADER_TICKET),
                options.text(Option.HEADER_REQUEST),
                options.entries(Option.AUTHORITY),
                options.entries(Option.CLAIM),
                options.entries(Option.MDC),
                options.entries(Option.PARTY),
                options.entries(Option.PURPOSE),
                session -> key.hash("session", session));
    }

    private static @Nullable String textOrNull(AgentOptions options, Option option) {
        String text = options.text(option);
        return text.isEmpty() ? null : text;
    }
}
