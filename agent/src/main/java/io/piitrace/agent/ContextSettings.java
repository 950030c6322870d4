package io.piitrace.agent;

import io.piitrace.agent.context.ContextOptions;
import io.piitrace.agent.context.HeaderNames;
import io.piitrace.agent.context.Networks;
import io.piitrace.ledger.seal.SubjectKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns options into what the context asks for. */
final class ContextSettings {
    private ContextSettings() {}

    static ContextOptions of(AgentOptions options, SubjectKey key) throws BadOptionException {
        return new ContextOptions(
                textOrNull(options, Option.TENANT),
                textOrNull(options, Option.PURPOSE_DEFAULT),
                options.list(Option.ROLE_DEFAULT),
                new HeaderNames(
                        options.text(Option.HEADER_PURPOSE),
                        options.text(Option.HEADER_TICKET),
                        options.text(Option.HEADER_REQUEST),
                        options.text(Option.HEADER_TENANT),
                        options.text(Option.HEADER_PARTY),
                        options.text(Option.HEADER_REGION)),
                options.text(Option.SESSION_PURPOSE),
                options.entries(Option.AUTHORITY),
                options.entries(Option.CLAIM),
                options.entries(Option.MDC),
                options.entries(Option.BAGGAGE),
                options.entries(Option.MESSAGE),
                options.entries(Option.PARTY),
                networks(options),
                purposes(options),
                options.entries(Option.PURPOSE_PARTY),
                Set.copyOf(options.list(Option.HEADER_TRUST)),
                Set.copyOf(options.list(Option.OFF)),
                session -> key.hash("session", session));
    }

    private static Networks networks(AgentOptions options) throws BadOptionException {
        try {
            return new Networks(options.entries(Option.NETWORK));
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(Option.NETWORK.key() + e.getMessage());
        }
    }

    private static Map<String, String> purposes(AgentOptions options) throws BadOptionException {
        Map<String, String> purposes = options.entries(Option.PURPOSE);
        for (String where : purposes.keySet()) {
            if (where.indexOf('#') < 0 && where.indexOf('/') < 0) {
                throw new BadOptionException(Option.PURPOSE.key() + where
                        + " names neither a method (CLASS#METHOD) nor an entry (GET/path/*, job/NAME)");
            }
        }
        return purposes;
    }

    private static @Nullable String textOrNull(AgentOptions options, Option option) {
        String text = options.text(option);
        return text.isEmpty() ? null : text;
    }
}
