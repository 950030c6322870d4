package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes sections out of a block's payload.
 *
 * <p><b>Threading.</b> One thread. Holds native memory until closed.
 */
public final class SectionIn implements AutoCloseable {
    private final Inflater inflater = new Inflater(true);
    private byte[] inflated = new byte[4096];

    /** The next section; valid until the next call, since it may stand in an array that is used again. */
    public ByteIn read(String what, ByteIn payload) throws CorruptLedgerException {
        int length = payload.bounded("length of " + what, Limits.SECTION_BYTES);
        int stored = payload.bounded("stored length of " + what, length);
        byte[] body = payload.array();
        int at = payload.index();
        payload.skip(stored);
        if (stored == length) {
            return new ByteIn(what, body, at, length);
        }
        // deflate cannot shrink more than about a thousandfold: so a short hostile section cannot ask for much memory
        if (length > stored * 1100L + 64) {
            throw payload.corrupt("length of " + what + " cannot be: stored=" + stored + " length=" + length);
        }
        if (inflated.length < length) {
            inflated = new byte[Math.max(length, Math.min(Limits.SECTION_BYTES, inflated.length * 2))];
        }
        inflate(what, body, at, stored, length);
        return new ByteIn(what, inflated, 0, length);
    }

    /** Passes over a section. */
    public static void skip(String what, ByteIn payload) throws CorruptLedgerException {
        int length = payload.bounded("length of " + what, Limits.SECTION_BYTES);
        payload.skip(payload.bounded("stored length of " + what, length));
    }

    private void inflate(String what, byte[] body, int at, int stored, int length) throws CorruptLedgerException {
        inflater.reset();
        inflater.setInput(body, at, stored);
        try {
            int found = 0;
            while (found < length) {
                int more = inflater.inflate(inflated, found, length - found);
                if (more == 0) {
                    throw new CorruptLedgerException(
                            what + ": inflates to too little: expected=" + length + " found=" + found);
                }
                found += more;
            }
        } catch (DataFormatException e) {
            throw new CorruptLedgerException(what + ": does not inflate: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
