package io.piitrace.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds any of many texts in bytes: looks each position's first bytes up, and compares where they are known. */
final class Needles {
    private static final int PREFIX = 6;

    private final Map<Long, List<byte[]>> byPrefix = new HashMap<>();

    /** @param texts of at least six bytes each */
    Needles(Collection<String> texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length < PREFIX) {
                throw new IllegalArgumentException("too short: " + text);
            }
            byPrefix.computeIfAbsent(prefix(bytes, 0), key -> new ArrayList<>()).add(bytes);
        }
    }

    /** What of them stands in these bytes. */
    List<String> in(byte[] hay) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i + PREFIX <= hay.length; i++) {
            for (byte[] needle : byPrefix.getOrDefault(prefix(hay, i), List.of())) {
                if (stands(needle, hay, i)) {
                    found.add(new String(needle, StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }

    private static long prefix(byte[] bytes, int at) {
        long prefix = 0;
        for (int i = 0; i < PREFIX; i++) {
            prefix = prefix << 8 | bytes[at + i] & 0xff;
        }
        return prefix;
    }

    private static boolean stands(byte[] needle, byte[] hay, int at) {
        if (at + needle.length > hay.length) {
            return false;
        }
        for (int i = 0; i < needle.length; i++) {
            if (hay[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
