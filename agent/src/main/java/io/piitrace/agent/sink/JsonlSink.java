package io.piitrace.agent.sink;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerRecord;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends records to a file of JSON lines. The file may be moved away at any time: it is opened anew for each portion. When it has grown to a bound it becomes {@code FILE.1},
 * that one {@code FILE.2}, and so on; the last is deleted.
 */
final class JsonlSink implements Sink {
    private final File file;
    private final long maxBytes;
    private final int older;
    private final DiskRoom room;

    /**
     * Makes one.
     *
     * @param maxBytes after how many bytes the next file begins
     * @param older how many older files are kept
     */
    JsonlSink(File file, long maxBytes, int older, DiskRoom room) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.older = older;
        this.room = room;
    }

    static JsonlSink of(SinkSettings settings) {
        File named = settings.file("jsonl.file");
        File dir = new File(settings.dir(), "jsonl");
        long most = (long) settings.number("jsonl.max.mb", 256, 1, 1 << 20) << 20;
        int older = settings.number("jsonl.files", 4, 1, 1000) - 1;
        return named == null
                ? new JsonlSink(
                        new File(dir, settings.ledgerName() + ".jsonl"),
                        Math.min(most, settings.fileBytes()),
                        older,
                        settings.room())
                : new JsonlSink(named, most, older, DiskRoom.UNBOUNDED);
    }

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public void write(List<LedgerRecord> records) throws IOException {
        Path path = file.toPath().toAbsolutePath();
        Path directory = path.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(records.size() * 512);
        JsonLines.write(records, lines);
        if (Files.exists(path) && Files.size(path) + lines.size() > maxBytes) {
            moveOn(path);
        }
        room.take(lines.size());
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            lines.writeTo(out);
        } finally {
            room.written(lines.size());
        }
    }

    private void moveOn(Path path) throws IOException {
        Files.deleteIfExists(numbered(path, older));
        for (int number = older - 1; number >= 0; number--) {
            Path from = number == 0 ? path : numbered(path, number);
            if (Files.exists(from)) {
                Files.move(from, numbered(path, number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(path); // where no older one is kept
    }

    private static Path numbered(Path path, int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void close() {}
}
