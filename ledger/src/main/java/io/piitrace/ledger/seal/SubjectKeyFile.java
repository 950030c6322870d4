package io.piitrace.ledger.seal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The file that holds the subject key: hexadecimal digits, at least 64, and a line end.
 *
 * <p><b>Guarantees.</b> The file is never there half written or readable by others, and of two processes that make it at the same time both use the same one.
 */
final class SubjectKeyFile {
    private static final int KEY_LENGTH = 32;
    private static final int MAX_LENGTH = 4096;

    private SubjectKeyFile() {}

    static byte[] readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file.toAbsolutePath());
        }
        return read(file);
    }

    static byte[] read(Path file) throws IOException {
        return read(file, "a subject key");
    }

    static byte[] read(Path file, String what) throws IOException {
        if (Files.size(file) > MAX_LENGTH) {
            throw notAKey(file, what);
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (text.length() < 2 * KEY_LENGTH) {
            throw notAKey(file, what);
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw notAKey(file, what);
        }
    }

    private static void create(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        Path draft = file.resolveSibling(file.getFileName() + "." + Long.toHexString(System.nanoTime()) + "."
                + Thread.currentThread().getId() + ".new");
        try (RandomAccessFile out = new RandomAccessFile(draft.toFile(), "rw")) {
            ownerOnly(draft); // while it is still empty
            out.write((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.ISO_8859_1));
            out.getFD().sync();
        }
        try {
            Files.createLink(file, draft); // unlike a rename, fails if another process was faster
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // and its key is the one to use
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void ownerOnly(Path file) {
        java.io.File legacy = file.toFile();
        legacy.setReadable(false, false);
        legacy.setWritable(false, false);
        legacy.setReadable(true, true);
        legacy.setWritable(true, true);
    }

    private static IOException notAKey(Path file, String what) {
        return new IOException("not " + what + ": file=" + file + " expected=at least 64 hexadecimal digits");
    }
}
