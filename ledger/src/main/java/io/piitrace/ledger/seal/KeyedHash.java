package io.piitrace.ledger.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA-256 under one key.
 *
 * <p>Written over {@link MessageDigest} rather than {@code javax.crypto.Mac}: no provider is verified, no cryptography framework is started in the
 * application's threads, and the two states after the padded key are computed once.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Source.</b> RFC 2104, RFC 4231 for its test vectors.
 */
final class KeyedHash {
    private static final int BLOCK_LENGTH = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    KeyedHash(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_LENGTH ? sha256().digest(key) : key, BLOCK_LENGTH);
        inner = padded(block, 0x36);
        outer = padded(block, 0x5c);
    }

    byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] of(byte[] bytes) {
        try {
            byte[] digest = ((MessageDigest) inner.clone()).digest(bytes);
            return ((MessageDigest) outer.clone()).digest(digest);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", e);
        }
    }

    private static MessageDigest padded(byte[] block, int pad) {
        MessageDigest digest = sha256();
        for (byte b : block) {
            digest.update((byte) (b ^ pad));
        }
        return digest;
    }

    /** From the JDK's own provider, so that a provider which the application registered is never called. */
    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256", "SUN");
        } catch (GeneralSecurityException noSuchProvider) {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no SHA-256 in this JDK", e);
            }
        }
    }
}
