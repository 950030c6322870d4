package io.piitrace.ledger.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs a ledger's checkpoints, and the file that keeps it for the next run. It evolves: {@link #prepareNext} makes a successor, a checkpoint
 * signed by the old key names it, {@link #becomeNext} destroys the old one. Whoever takes today's key cannot sign for yesterday.
 *
 * <p><b>Guarantees.</b> At every instant the file holds the key that the ledger's end asks for: between the two steps it holds both.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class SigningKey {
    private final Path file;
    private final String ledger;
    private Pair current;
    private @Nullable Pair next;

    private SigningKey(Path file, String ledger, Pair current) {
        this.file = file;
        this.ledger = ledger;
        this.current = current;
    }

    /**
     * The key of a new ledger, kept as {@code NAME.signing}. Its public part is added to {@code NAME.public}, which never loses a line: that file is what a
     * verifier elsewhere has to be given.
     */
    public static SigningKey create(Path directory, String name, String ledger) throws IOException {
        makeDirectory(directory);
        SigningKey key = new SigningKey(directory.resolve(name + ".signing"), ledger, Pair.generate());
        key.store(null);
        Files.writeString(
                directory.resolve(name + ".public"),
                ledger + ' ' + key.publicKey() + '\n',
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return key;
    }

    /** The private part of this public key, if it is still kept for this ledger. */
    public static @Nullable SigningKey load(Path directory, String name, String ledger, String publicKey)
            throws IOException {
        Path file = directory.resolve(name + ".signing");
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", -1);
                if (words.length == 3 && words[0].equals(ledger) && words[1].equals(publicKey)) {
                    return new SigningKey(file, ledger, new Pair(publicKey, privateKey(words[2])));
                }
            }
        } catch (NoSuchFileException e) {
            return null;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("signing key is not readable: file=" + file + " problem=" + e.getMessage(), e);
        }
        return null;
    }

    public String publicKey() {
        return current.publicKey;
    }

    public String sign(byte[] text) {
        return HexFormat.of().formatHex(Signatures.sign(current.privateKey, text));
    }

    /** Makes the successor, puts it beside this key in the file, and returns its public part. */
    public String prepareNext() throws IOException {
        Pair successor = next;
        if (successor == null) {
            successor = Pair.generate();
            store(successor); // before anything names it: a checkpoint must not name a key that a full disk has
            // swallowed
            next = successor;
        }
        return successor.publicKey;
    }

    /** The ledger names the successor: from now on it signs, and the key before is gone. */
    public void becomeNext() throws IOException {
        if (next != null) {
            current = next;
            next = null;
            store(null);
        }
    }

    private void store(@Nullable Pair successor) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(current.line(ledger));
        if (successor != null) {
            lines.add(successor.line(ledger));
        }
        Path directory = file.getParent();
        if (directory != null) {
            makeDirectory(directory);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(fresh); // a file system without such permissions
        }
        Files.write(fresh, String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectories(directory);
        }
    }

    private static PrivateKey privateKey(String hex) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(hex)));
    }

    private record Pair(String publicKey, PrivateKey privateKey) {
        static Pair generate() {
            KeyPair pair = Signatures.generate();
            return new Pair(Signatures.publicKey(pair.getPublic()), pair.getPrivate());
        }

        String line(String ledger) {
            return ledger + ' ' + publicKey + ' ' + HexFormat.of().formatHex(privateKey.getEncoded());
        }
    }
}
