package io.piitrace.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes and the ways in which the format writes numbers and texts into it. Fixed-width numbers are little-endian. */
public final class ByteOut {
    private byte[] bytes;
    private int length;

    public ByteOut(int capacity) {
        bytes = new byte[capacity];
    }

    /** The array behind it; valid up to {@link #length()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void clear() {
        length = 0;
    }

    /** Makes room for so many more bytes, so that {@link #varintUnchecked} may be used for them. */
    public void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.min(Integer.MAX_VALUE - 8L, Math.max(bytes.length * 2L, (long) length + more)));
        }
    }

    public void u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    public void u16(int value) {
        u8(value);
        u8(value >>> 8);
    }

    public void u32(int value) {
        reserve(4);
        putU32(length, value);
        length += 4;
    }

    public void u64(long value) {
        u32((int) value);
        u32((int) (value >>> 32));
    }

    /** Overwrites four bytes that were written before. */
    public void putU32(int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
        bytes[at + 2] = (byte) (value >>> 16);
        bytes[at + 3] = (byte) (value >>> 24);
    }

    public void varint(long value) {
        reserve(10);
        varintUnchecked(value);
    }

    /** Seven bits a byte, low ones first, the high bit set on all but the last. The caller has reserved ten bytes. */
    public void varintUnchecked(long value) {
        byte[] to = bytes;
        int at = length;
        while ((value & ~0x7FL) != 0) {
            to[at++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        to[at++] = (byte) value;
        length = at;
    }

    public void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    public void bytes(byte[] from) {
        bytes(from, 0, from.length);
    }

    public void bytes(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    public void bytes(ByteOut from) {
        bytes(from.bytes, 0, from.length);
    }

    /** Length and UTF-8; cut and marked where it is longer than {@link Limits#TEXT_BYTES}. */
    public void text(String text) {
        byte[] utf8 = Texts.bounded(text).getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        bytes(utf8);
    }
}
