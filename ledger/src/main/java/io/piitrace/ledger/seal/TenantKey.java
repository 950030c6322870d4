package io.piitrace.ledger.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret under which records of one tenant are encrypted. Every part of a block gets a key of its own, derived from it and a random seed, so that no two texts are ever
 * encrypted with the same key and nonce: not after a failed write, not in the copy of a container, not by two JVMs.
 *
 * <p><b>Layout.</b> docs/format.md, section 14.
 *
 * <p><b>Threading.</b> Any thread.
 */
public final class TenantKey {
    public static final int ID_BYTES = 16;
    public static final int SEED_BYTES = 16;
    public static final int TAG_BYTES = 16;

    /** What a part encrypts first: which definitions, tenants and subjects it holds. */
    public static final int INDEX = 0;

    /** What it encrypts second: its definitions and rows. */
    public static final int CONTENT = 1;

    static final int SECRET_BYTES = 32;

    private static final String ID_LABEL = "piitrace tenant key id v1\0";
    private static final String PART_LABEL = "piitrace part v1\0";
    private static final int NONCE_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;
    private final byte[] id;
    private final KeyedHash derivation;

    TenantKey(byte[] secret) {
        this.secret = secret.clone();
        derivation = new KeyedHash(secret);
        id = Arrays.copyOf(derivation.of(ID_LABEL), ID_BYTES);
    }

    static TenantKey random() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new TenantKey(secret);
    }

    byte[] secret() {
        return secret.clone();
    }

    public byte[] id() {
        return id.clone();
    }

    public String idText() {
        return HexFormat.of().formatHex(id);
    }

    /** Random bytes that no part ever had. */
    public static byte[] newSeed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return seed;
    }

    /** Encrypts one of the two texts of the part with this seed; bound to the ledger and the number of the block. */
    public byte[] seal(int which, byte[] seed, byte[] place, byte[] text, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, which, seed, place).doFinal(text, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not encrypt", e);
        }
    }

    /** The text again; null if this is not what the key encrypted at that place. */
    @SuppressWarnings("ReturnsNullCollection")
    public byte @org.jspecify.annotations.Nullable [] open(
            int which, byte[] seed, byte[] place, byte[] from, int at, int length) {
        if (length < TAG_BYTES) {
            return null;
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, which, seed, place).doFinal(from, at, length);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not decrypt", e);
        }
    }

    private Cipher cipher(int mode, int which, byte[] seed, byte[] place) throws GeneralSecurityException {
        byte[] label = PART_LABEL.getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(label, label.length + seed.length);
        System.arraycopy(seed, 0, message, label.length, seed.length);
        byte[] nonce = new byte[NONCE_BYTES];
        nonce[NONCE_BYTES - 1] = (byte) which;
        Cipher cipher = Ciphers.of("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derivation.of(message), "AES"), new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(place);
        return cipher;
    }
}
