package io.piitrace.ledger.seal;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES of the JDK's own provider, so that one which the application registered is never called. */
final class Ciphers {
    private static final String WRAP = "AESWrap"; // RFC 3394: needs no nonce, and tells a wrong key

    private Ciphers() {}

    static Cipher of(String transformation) throws GeneralSecurityException {
        try {
            return Cipher.getInstance(transformation, "SunJCE");
        } catch (java.security.NoSuchProviderException e) {
            return Cipher.getInstance(transformation);
        }
    }

    static byte[] wrap(byte[] wrapping, byte[] secret) {
        try {
            Cipher cipher = of(WRAP);
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(wrapping, "AES"));
            return cipher.wrap(new SecretKeySpec(secret, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES does not wrap", e);
        }
    }

    /** Null if it was wrapped with another key. */
    static byte @Nullable [] unwrap(byte[] wrapping, byte[] wrapped) {
        try {
            Cipher cipher = of(WRAP);
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(wrapping, "AES"));
            return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
        } catch (InvalidKeyException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES does not unwrap", e);
        }
    }
}
