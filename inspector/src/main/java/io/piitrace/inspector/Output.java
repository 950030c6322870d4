package io.piitrace.inspector;

import io.piitrace.inspector.query.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where an answer goes: standard output, or a file that is there only when it is complete. */
final class Output implements AutoCloseable {
    private final PrintWriter out;
    private final @Nullable Path file;
    private final @Nullable Path unfinished;

    private Output(PrintWriter out, @Nullable Path file, @Nullable Path unfinished) {
        this.out = out;
        this.file = file;
        this.unfinished = unfinished;
    }

    static Output to(@Nullable Path file, PrintWriter standard) {
        if (file == null) {
            return new Output(standard, null, null);
        }
        try {
            Path name = file.getFileName();
            Path directory = file.toAbsolutePath().getParent();
            if (name == null || directory == null || Files.isDirectory(file)) {
                throw new InputException("not a file to write to: " + file);
            }
            Files.createDirectories(directory);
            Path unfinished = directory.resolve(name + ".part");
            return new Output(
                    new PrintWriter(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)), file, unfinished);
        } catch (IOException e) {
            throw new InputException("cannot be written: " + file + ": " + e, e);
        }
    }

    PrintWriter out() {
        return out;
    }

    /** Whether nobody reads any more, as when the next program of a pipe has ended. */
    boolean gone() {
        return out.checkError();
    }

    /** Gives a file its name. */
    void complete() {
        out.flush();
        if (file == null || unfinished == null) {
            return;
        }
        try {
            if (out.checkError()) {
                throw new IOException("write failed");
            }
            out.close();
            Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InputException("cannot be written: " + file + ": " + e, e);
        }
    }

    @Override
    public void close() {
        out.flush();
        if (unfinished != null) {
            out.close();
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                throw new InputException("cannot be removed: " + unfinished + ": " + e, e);
            }
        }
    }
}
