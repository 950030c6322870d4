package io.piitrace.ledger.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file of one key of one tenant: a line with its id, the time at which it was made, {@code plain} or {@code wrapped}, and the key.
 *
 * <p><b>Guarantees.</b> The file is never there half written or readable by others; of two processes that make it at the same time, both use the same one.
 */
final class TenantKeyFile {
    private static final String SUFFIX = ".key";
    private static final String WRAPPED = "wrapped";
    private static final int MAX_BYTES = 4096;

    private TenantKeyFile() {}

    record Held(TenantKey key, long createdMs) {}

    static boolean isOne(Path file) {
        return file.toString().endsWith(SUFFIX) && number(file) > 0;
    }

    /** The number in its name; 0 if it has none. */
    static int number(Path file) {
        String name = String.valueOf(file.getFileName());
        String digits = name.substring(0, Math.max(0, name.length() - SUFFIX.length()));
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /** The key files of a tenant, the oldest first. */
    static List<Path> list(Path tenant) throws IOException {
        try (Stream<Path> files = Files.list(tenant)) {
            return files.filter(TenantKeyFile::isOne)
                    .sorted(java.util.Comparator.comparingInt(TenantKeyFile::number))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    static boolean isWrapped(Path file) throws IOException {
        return words(file)[2].equals(WRAPPED);
    }

    private static String[] words(Path file) throws IOException {
        String[] words = Files.size(file) > MAX_BYTES
                ? new String[0]
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
        if (words.length != 4 || !words[1].matches("[0-9]{1,18}") || !words[2].matches("plain|wrapped")) {
            throw new IOException("not the key of a tenant: file=" + file);
        }
        return words;
    }

    static Held read(Path file, byte @Nullable [] wrapping) throws IOException {
        String[] words = words(file);
        byte[] secret;
        try {
            secret = HexFormat.of().parseHex(words[3]);
        } catch (IllegalArgumentException e) {
            throw new IOException("not the key of a tenant: file=" + file, e);
        }
        if (words[2].equals(WRAPPED)) {
            if (wrapping == null) {
                throw new IOException("key of a tenant is encrypted, and no key for that was given: file=" + file);
            }
            secret = Ciphers.unwrap(wrapping, secret);
        }
        TenantKey key = secret == null ? null : new TenantKey(secret);
        if (key == null || !key.idText().equals(words[0])) {
            throw new IOException("key of a tenant is damaged, or was encrypted with another key: file=" + file);
        }
        return new Held(key, Long.parseLong(words[1]));
    }

    /** Makes it unless it is there, and tells where it is. */
    static Path create(Path tenant, int number, TenantKey key, byte @Nullable [] wrapping) throws IOException {
        Files.createDirectories(tenant);
        ownerOnly(tenant, "rwx------");
        byte[] held = wrapping == null ? key.secret() : Ciphers.wrap(wrapping, key.secret());
        String line = key.idText()
                + ' '
                + System.currentTimeMillis()
                + (wrapping == null ? " plain " : " " + WRAPPED + " ")
                + HexFormat.of().formatHex(held)
                + '\n';
        Path file = tenant.resolve(String.format("%08d", number) + SUFFIX);
        Path draft = tenant.resolve(key.idText() + ".new");
        Files.createFile(draft);
        ownerOnly(draft, "rw-------"); // while it is still empty
        Files.writeString(draft, line, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, draft); // unlike a rename, fails if another process was faster
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // and its key is the one to use
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        return file;
    }

    private static void ownerOnly(Path path, String permissions) throws IOException {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (UnsupportedOperationException e) {
            // a file system without such permissions
        }
    }
}
