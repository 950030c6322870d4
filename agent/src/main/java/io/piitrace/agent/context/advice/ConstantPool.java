package io.piitrace.agent.context.advice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A look at the constants of a class file without parsing the rest: a few microseconds for a class that is of no interest. */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int FIRST = 10;

    private ConstantPool() {}

    /** Whether one of the strings in the constant pool is {@code text}. False for what is no class file. */
    static boolean mentions(byte[] bytes, String text) {
        if (bytes.length < FIRST) {
            return false;
        }
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        int count = u2(bytes, 8);
        int at = FIRST;
        for (int i = 1; i < count && at + 3 <= bytes.length; i++) {
            int tag = bytes[at];
            if (tag == UTF8) {
                int length = u2(bytes, at + 1);
                int from = at + 3;
                if (length == wanted.length
                        && from + length <= bytes.length
                        && Arrays.equals(bytes, from, from + length, wanted, 0, length)) {
                    return true;
                }
                at = from + length;
            } else {
                at += 1 + size(tag);
                if (tag == 5 || tag == 6) {
                    i++; // long and double take two places
                }
            }
        }
        return false;
    }

    private static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalArgumentException("constant of kind " + tag);
        };
    }

    private static int u2(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }
}
