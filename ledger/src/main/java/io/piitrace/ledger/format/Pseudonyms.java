package io.piitrace.ledger.format;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Texts that are sixteen bytes in disguise: pseudonyms and trace ids as 32 hexadecimal digits, request ids as UUIDs. */
final class Pseudonyms {
    private static final int[] UUID_GROUPS = {8, 13, 18, 23};

    private Pseudonyms() {}

    /** The sixteen bytes of 32 lower-case hexadecimal digits; null for every other text. */
    static byte @Nullable [] bytes(String text) {
        return text.length() == 32 ? digits(text) : null;
    }

    /** The sixteen bytes of a lower-case UUID; null for every other text. */
    static byte @Nullable [] uuid(String text) {
        if (text.length() != 36) {
            return null;
        }
        for (int group : UUID_GROUPS) {
            if (text.charAt(group) != '-') {
                return null;
            }
        }
        return digits(text.replace("-", ""));
    }

    static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String uuidText(byte[] bytes) {
        String hex = text(bytes);
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }

    private static byte @Nullable [] digits(String text) {
        if (text.length() != 32) {
            return null;
        }
        byte[] bytes = new byte[16];
        for (int i = 0; i < 16; i++) {
            int high = digit(text.charAt(2 * i));
            int low = digit(text.charAt(2 * i + 1));
            if (high < 0 || low < 0) {
                return null;
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
