package io.piitrace.agent.context;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the application puts into the context of its logging, under the keys that the configuration names. It counts until the
 * request or task ends; on threads that have neither it is ignored, because nothing would end it.
 */
final class LoggingHooks {
    private static final int MAX_LENGTH = 128;

    /** What a key says. */
    private final Map<String, String> meanings = new HashMap<>();

    LoggingHooks(ContextOptions options) {
        options.logging().forEach((meaning, key) -> meanings.put(key, meaning));
    }

    void put(FrameStack stack, @Nullable Object key, @Nullable Object value) {
        String meaning = key instanceof String ? meanings.get(key) : null;
        Scope boundary = stack.boundary();
        if (meaning != null && boundary != null && value instanceof String text && isSane(text)) {
            stack.amend(boundary, statement(meaning, text));
        }
    }

    private static boolean isSane(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH;
    }

    private static Statement statement(String meaning, String text) {
        Statement said = new Statement(
                meaning.equals("tenant") ? text : null,
                meaning.equals("principal") ? text : null,
                meaning.equals("party") ? text : null,
                meaning.equals("roles") ? Headers.list(text) : null,
                meaning.equals("region") ? text : null,
                null,
                null,
                Source.NONE,
                meaning.equals("ticket") ? text : null,
                null,
                null,
                meaning.equals("request") ? text : null);
        return said.from(Source.MDC.sources());
    }
}
