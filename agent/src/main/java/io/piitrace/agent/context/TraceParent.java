package io.piitrace.agent.context;

import org.jspecify.annotations.Nullable;

/** The W3C {@code traceparent} header: {@code 00-<trace id>-<span id>-<flags>}. */
final class TraceParent {
    private static final int VERSION = 2;
    private static final int TRACE = 32;
    private static final int SPAN = 16;
    private static final int LENGTH = VERSION + 1 + TRACE + 1 + SPAN + 1 + 2;

    private TraceParent() {}

    /** The trace id, or null if the header is absent or not valid. */
    static @Nullable String traceId(@Nullable String header) {
        if (header == null || header.length() < LENGTH || header.startsWith("ff")) {
            return null;
        }
        if (header.length() > LENGTH && (header.startsWith("00") || header.charAt(LENGTH) != '-')) {
            return null;
        }
        int span = VERSION + 1 + TRACE + 1;
        boolean valid = isHex(header, 0, VERSION)
                && header.charAt(VERSION) == '-'
                && isId(header, VERSION + 1, TRACE)
                && header.charAt(span - 1) == '-'
                && isId(header, span, SPAN)
                && header.charAt(span + SPAN) == '-'
                && isHex(header, span + SPAN + 1, 2);
        return valid ? header.substring(VERSION + 1, VERSION + 1 + TRACE) : null;
    }

    /** This trace id, or null if it is none. */
    static @Nullable String valid(@Nullable String trace) {
        return trace != null && trace.length() == TRACE && isId(trace, 0, TRACE) ? trace : null;
    }

    /** All zeros is no id. */
    private static boolean isId(String text, int from, int length) {
        return isHex(text, from, length) && !text.regionMatches(from, "0".repeat(length), 0, length);
    }

    private static boolean isHex(String text, int from, int length) {
        for (int i = from; i < from + length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
