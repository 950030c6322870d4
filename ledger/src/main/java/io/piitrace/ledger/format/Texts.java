package io.piitrace.ledger.format;

import java.nio.charset.StandardCharsets;

/** Texts within their bound: a longer one is cut, and says so at its end. */
public final class Texts {
    private Texts() {}

    /** The text itself, or its beginning followed by {@code …[cut, N bytes]} with the length that it had. */
    public static String bounded(String text) {
        if (text.length() <= Limits.TEXT_BYTES / 3) {
            return text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= Limits.TEXT_BYTES) {
            return text;
        }
        String mark = "…[cut, " + utf8.length + " bytes]";
        int end = Limits.TEXT_BYTES - mark.getBytes(StandardCharsets.UTF_8).length;
        while ((utf8[end] & 0xC0) == 0x80) {
            end--; // not in the middle of a character
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8) + mark;
    }
}
