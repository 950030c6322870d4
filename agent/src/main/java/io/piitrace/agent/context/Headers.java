package io.piitrace.agent.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers come from anybody: what is too long or has characters that no code has is as if absent. */
final class Headers {
    /** Longest purpose or ticket. */
    static final int CODE = 64;

    /** Longest request id. */
    static final int ID = 128;

    private Headers() {}

    static @Nullable String sane(@Nullable String value, int max) {
        return value == null
                        || value.isEmpty()
                        || value.length() > max
                        || !value.chars().allMatch(Headers::isPlain)
                ? null
                : value;
    }

    /** Several values, separated by blanks or commas; null for null. */
    static @Nullable List<String> list(@Nullable String text) {
        return text == null ? null : List.of(text.strip().split("[ ,]+", -1));
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.:/#+=".indexOf(c) >= 0;
    }
}
