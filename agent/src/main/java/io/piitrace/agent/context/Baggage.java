package io.piitrace.agent.context;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Baggage that came along with a request, as W3C writes it, or that OpenTelemetry holds for a thread. Anybody may have packed it:
 * only the keys that the configuration names count, for what nothing else says.
 *
 * @param keys by what they say: principal, roles, party, tenant, region, purpose, ticket
 */
record Baggage(Map<String, String> keys) {
    static final String HEADER = "baggage";
    private static final int MAX_LENGTH = 128;

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** @param values by key */
    Statement said(Carrier values) throws Throwable {
        return new Statement(
                text("tenant", values),
                text("principal", values),
                text("party", values),
                Headers.list(text("roles", values)),
                text("region", values),
                null,
                Headers.sane(text("purpose", values), Headers.CODE),
                Source.BAGGAGE,
                Headers.sane(text("ticket", values), Headers.CODE),
                null,
                null,
                null);
    }

    private @Nullable String text(String what, Carrier values) throws Throwable {
        String key = keys.get(what);
        String text = key == null ? null : values.get(key);
        return text == null || text.isBlank() || text.length() > MAX_LENGTH ? null : text;
    }

    /** The values of a header {@code key=value;property,key=value}. */
    static Carrier of(@Nullable String header) {
        return key -> {
            for (String member : header == null ? new String[0] : header.split(",", -1)) {
                int equals = member.indexOf('=');
                if (equals > 0 && member.substring(0, equals).strip().equals(key)) {
                    int end = member.indexOf(';');
                    return decoded(member.substring(equals + 1, end < equals ? member.length() : end));
                }
            }
            return null;
        };
    }

    private static @Nullable String decoded(String value) {
        try {
            return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
