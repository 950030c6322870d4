package io.piitrace.ledger.spool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one entry of the log of definitions whose checksum was right. */
final class EntryInput {
    private final byte[] bytes;
    private final int end;
    private int offset;

    EntryInput(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.end = offset + length;
    }

    byte type() {
        return next();
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = next();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw bad("number");
    }

    String text() {
        String text = optional();
        if (text == null) {
            throw bad("text");
        }
        return text;
    }

    @Nullable
    String optional() {
        long length = number();
        return length == 0 ? null : new String(take(length - 1), StandardCharsets.UTF_8);
    }

    /** A value that entries have only since a later version: null at the end of an earlier one. */
    @Nullable
    String added() {
        return offset < end ? optional() : null;
    }

    byte[] bytes() {
        return take(number() - 1);
    }

    List<String> texts() {
        long size = number();
        if (size < 0 || size > end - offset) {
            throw bad("size of list");
        }
        List<String> texts = new ArrayList<>((int) size);
        for (long i = 0; i < size; i++) {
            texts.add(text());
        }
        return texts;
    }

    <T> T constant(T[] values) {
        long ordinal = number();
        if (ordinal < 0 || ordinal >= values.length) {
            throw bad("constant");
        }
        return values[(int) ordinal];
    }

    private byte next() {
        if (offset >= end) {
            throw bad("end");
        }
        return bytes[offset++];
    }

    private byte[] take(long length) {
        if (length < 0 || length > end - offset) {
            throw bad("length");
        }
        byte[] taken = Arrays.copyOfRange(bytes, offset, offset + (int) length);
        offset += (int) length;
        return taken;
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException("bad entry: " + what + " at offset=" + offset + " length=" + end);
    }
}
