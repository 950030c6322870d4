package io.piitrace.ledger.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes one entry of the log of definitions.
 *
 * <p><b>Layout.</b> Length of the rest (4 bytes, little-endian), CRC-32C of the rest (4 bytes), the rest. Numbers are unsigned LEB128; a text is its length in
 * UTF-8 bytes plus one and the bytes, an absent text a zero; a list is its size and its elements.
 */
final class EntryOutput {
    static final int HEADER_LENGTH = 8;
    /** Longer texts are cut: nothing that an application can say may fill the disk. */
    static final int MAX_TEXT_LENGTH = 4096;

    private byte[] bytes = new byte[160];
    private int length = HEADER_LENGTH;

    EntryOutput(byte type) {
        put(type);
    }

    EntryOutput number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    EntryOutput text(String text) {
        return bytes(cut(text));
    }

    EntryOutput optional(@Nullable String text) {
        return text == null ? number(0) : bytes(cut(text));
    }

    EntryOutput texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
        return this;
    }

    EntryOutput bytes(byte[] more) {
        number(more.length + 1L);
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    byte[] finish() {
        byte[] entry = Arrays.copyOf(bytes, length);
        CRC32C crc = new CRC32C();
        crc.update(entry, HEADER_LENGTH, length - HEADER_LENGTH);
        putInt(entry, 0, length - HEADER_LENGTH);
        putInt(entry, 4, (int) crc.getValue());
        return entry;
    }

    private static byte[] cut(String text) {
        if (text.length() <= MAX_TEXT_LENGTH) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return (text.substring(0, MAX_TEXT_LENGTH) + "…").getBytes(StandardCharsets.UTF_8);
    }

    private void put(byte b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = b;
    }

    private static void putInt(byte[] to, int offset, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            to[offset + i] = (byte) (value >>> (8 * i));
        }
    }
}
