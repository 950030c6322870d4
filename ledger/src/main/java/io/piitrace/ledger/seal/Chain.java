package io.piitrace.ledger.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Links every header and block of a ledger to all that came before: whoever knows one head knows that nothing up to there was altered.
 *
 * <p><b>Layout.</b> docs/format.md, section 12.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class Chain {
    public static final int HEAD_BYTES = 32;

    private static final byte HEADER = 0;
    private static final byte BLOCK = 1;

    private final MessageDigest digest;

    public Chain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The head that the first block of a file continues: SHA-256 of 0 and the file's header. */
    public byte[] header(byte[] header) {
        digest.update(HEADER);
        return digest.digest(header);
    }

    /** The head of a block: SHA-256 of 1, the head before, the chained part of the block's header, and the body. */
    public byte[] block(
            byte[] previous, byte[] header, int headerAt, int chained, byte[] body, int bodyAt, int bodyLength) {
        digest.update(BLOCK);
        digest.update(previous);
        digest.update(header, headerAt, chained);
        digest.update(body, bodyAt, bodyLength);
        return digest.digest();
    }
}
