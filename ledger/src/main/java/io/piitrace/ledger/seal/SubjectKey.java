package io.piitrace.ledger.seal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The secret that turns ids of persons into pseudonyms: whoever does not hold it can neither go back from a pseudonym to a person nor guess one by trying ids.
 *
 * <p>Every tenant has a key of its own, derived from the secret, so that the same id in two tenants gives two pseudonyms.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Failure.</b> The file is read, or made, at first use; {@link UncheckedIOException} if that fails, and the next use tries again.
 */
public final class SubjectKey {
    private static final String SUBJECT = "piitrace subject v1\0";
    private static final String LABEL = "piitrace label v1\0";
    private static final int PSEUDONYM_LENGTH = 16;

    private final File file;
    private final boolean create;
    private final Map<String, KeyedHash> tenants = new ConcurrentHashMap<>();
    private volatile @Nullable KeyedHash root;

    private SubjectKey(File file, boolean create) {
        this.file = file;
        this.create = create;
    }

    /** The key in this file, which is made with mode 0600 and a random secret at first use if there is none. */
    public static SubjectKey inOrCreate(File file) {
        return new SubjectKey(file, true);
    }

    /** The same. */
    public static SubjectKey inOrCreate(Path file) {
        return inOrCreate(file.toFile());
    }

    /** The key in this file, which has to be there at first use. */
    public static SubjectKey in(Path file) {
        return new SubjectKey(file.toFile(), false);
    }

    /**
     * The pseudonym of a person: 32 lower-case hexadecimal digits.
     *
     * @param tenant whose data it is; null is the same as the empty tenant
     * @param id the person's id as text, numbers in decimal
     */
    public String pseudonym(@Nullable String tenant, String id) {
        return HexFormat.of().formatHex(digest(tenant, id));
    }

    /** A keyed hash, under a key of its own for this label, of what must not be written in the clear: a session id, a principal. */
    public String hash(String label, String text) {
        KeyedHash key = tenants.computeIfAbsent(LABEL + label, this::derive);
        return HexFormat.of().formatHex(key.of(text), 0, PSEUDONYM_LENGTH);
    }

    /** Reads or makes the file now. */
    public void load() {
        root();
    }

    byte[] digest(@Nullable String tenant, String id) {
        KeyedHash key = tenants.computeIfAbsent(SUBJECT + (tenant == null ? "" : tenant), this::derive);
        byte[] pseudonym = new byte[PSEUDONYM_LENGTH];
        System.arraycopy(key.of(id), 0, pseudonym, 0, PSEUDONYM_LENGTH);
        return pseudonym;
    }

    private KeyedHash derive(String label) {
        return new KeyedHash(root().of(label.getBytes(StandardCharsets.UTF_8)));
    }

    private KeyedHash root() {
        KeyedHash known = root;
        return known == null ? readRoot() : known;
    }

    private synchronized KeyedHash readRoot() {
        KeyedHash known = root;
        if (known != null) {
            return known;
        }
        try {
            KeyedHash read = new KeyedHash(
                    create ? SubjectKeyFile.readOrCreate(file.toPath()) : SubjectKeyFile.read(file.toPath()));
            root = read;
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
