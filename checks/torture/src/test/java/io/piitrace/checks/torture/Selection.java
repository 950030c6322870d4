package io.piitrace.checks.torture;

import java.nio.charset.StandardCharsets;

/** Which classes of a corpus: {@code all}, or {@code odd/N}, which is whatever is out of the ordinary and one in N of the rest. */
interface Selection {
    /** Class files below this version are those of before 2004: jsr, no stack maps. */
    int OLD = 49;

    int LARGE = 60_000;

    boolean takes(String binaryName, byte[] bytes);

    static Selection of(String text) {
        if (text.equals("all")) {
            return (name, bytes) -> true;
        }
        int oneIn = Integer.parseInt(text.substring("odd/".length()));
        return (name, bytes) -> isOdd(bytes) || Math.floorMod(name.hashCode(), oneIn) == 0;
    }

    private static boolean isOdd(byte[] bytes) {
        int version = bytes.length < 8 ? 0 : (bytes[6] & 0xFF) << 8 | (bytes[7] & 0xFF);
        String constants = new String(bytes, StandardCharsets.ISO_8859_1);
        return version < OLD
                || bytes.length > LARGE
                || constants.contains("java/lang/Record")
                || constants.contains("PermittedSubclasses");
    }
}
