package io.piitrace.ledger.format;

import java.util.zip.Deflater;

/**
 * Puts sections into a block's payload: length, stored length, bytes; deflated where that makes them shorter.
 *
 * <p><b>Threading.</b> One thread. Holds native memory until closed.
 */
public final class SectionOut implements AutoCloseable {
    private static final int WORTH_DEFLATING = 48;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] deflated = new byte[4096];

    public void write(ByteOut section, ByteOut payload) {
        int length = section.length();
        int stored = length < WORTH_DEFLATING ? length : deflate(section);
        payload.varint(length);
        if (stored < length) {
            payload.varint(stored);
            payload.bytes(deflated, 0, stored);
        } else {
            payload.varint(length);
            payload.bytes(section);
        }
    }

    private int deflate(ByteOut section) {
        if (deflated.length < section.length()) {
            deflated = new byte[section.array().length];
        }
        deflater.reset();
        deflater.setInput(section.array(), 0, section.length());
        deflater.finish();
        int stored = 0;
        while (!deflater.finished() && stored < section.length()) {
            stored += deflater.deflate(deflated, stored, section.length() - stored);
        }
        return deflater.finished() ? stored : section.length();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
