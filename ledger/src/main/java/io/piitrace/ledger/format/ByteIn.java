package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers and texts from a part of an array, and never beyond it.
 *
 * <p><b>Failure.</b> Whatever does not fit is a {@link CorruptLedgerException} that names the part and the place in it.
 */
public final class ByteIn {
    private final String what;
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;

    public ByteIn(String what, byte[] bytes, int start, int length) {
        this.what = what;
        this.bytes = bytes;
        this.start = start;
        this.end = start + length;
        this.at = start;
    }

    public int remaining() {
        return end - at;
    }

    /** The array behind it. */
    public byte[] array() {
        return bytes;
    }

    /** Index in the array at which the next read happens. */
    public int index() {
        return at;
    }

    public int u8() throws CorruptLedgerException {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public int u16() throws CorruptLedgerException {
        return u8() | u8() << 8;
    }

    public int u32() throws CorruptLedgerException {
        need(4);
        int value = u32(bytes, at);
        at += 4;
        return value;
    }

    public long u64() throws CorruptLedgerException {
        need(8);
        long value = u64(bytes, at);
        at += 8;
        return value;
    }

    public static int u32(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    public static long u64(byte[] bytes, int at) {
        return (u32(bytes, at) & 0xFFFF_FFFFL) | (long) u32(bytes, at + 4) << 32;
    }

    public long varint() throws CorruptLedgerException {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        return longVarint();
    }

    private long longVarint() throws CorruptLedgerException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            if (shift == 63 && next > 1) {
                break;
            }
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("number longer than 64 bits");
    }

    /** A number that must not be greater than {@code max}. */
    public int bounded(String name, int max) throws CorruptLedgerException {
        long value = varint();
        if (value < 0 || value > max) {
            throw corrupt(name + " out of bounds: limit=" + max + " found=" + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** A number of at most 63 bits. */
    public long positive(String name) throws CorruptLedgerException {
        long value = varint();
        if (value < 0) {
            throw corrupt(name + " out of bounds: found=" + Long.toUnsignedString(value));
        }
        return value;
    }

    public long zigzag() throws CorruptLedgerException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public byte[] bytes(int count) throws CorruptLedgerException {
        need(count);
        byte[] copy = new byte[count];
        System.arraycopy(bytes, at, copy, 0, count);
        at += count;
        return copy;
    }

    public void skip(int count) throws CorruptLedgerException {
        need(count);
        at += count;
    }

    public String text() throws CorruptLedgerException {
        return text(bounded("length of text", Limits.TEXT_BYTES));
    }

    public String text(int length) throws CorruptLedgerException {
        need(length);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Nothing may be left. */
    public void end() throws CorruptLedgerException {
        if (at != end) {
            throw corrupt("bytes left over: count=" + (end - at));
        }
    }

    public CorruptLedgerException corrupt(String problem) {
        return new CorruptLedgerException(what + " at byte " + (at - start) + ": " + problem);
    }

    private void need(int count) throws CorruptLedgerException {
        if (count < 0 || count > end - at) {
            throw corrupt("bytes missing: expected=" + count + " found=" + (end - at));
        }
    }
}
