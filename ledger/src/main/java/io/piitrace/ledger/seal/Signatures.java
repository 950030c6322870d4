package io.piitrace.ledger.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 as the ledger uses it: public keys are their 32 bytes, in hexadecimal digits. */
public final class Signatures {
    private static final String ALGORITHM = "Ed25519";
    /** What stands before the 32 bytes in the usual encoding of such a key (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Signatures() {}

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    static String publicKey(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return HexFormat.of().formatHex(Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    static byte[] sign(PrivateKey key, byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
    }

    /** Whether the signature is that of this key under this text. Anything malformed is not. */
    public static boolean verify(String publicKey, byte[] text, String signature) {
        try {
            byte[] raw = HexFormat.of().parseHex(publicKey);
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + raw.length);
            System.arraycopy(raw, 0, encoded, X509_PREFIX.length, raw.length);
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(text);
            return verifier.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
