package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Appends records to a file of JSON lines. The file may be moved away at any time: it is opened anew for each portion. */
final class JsonlSink implements Sink {
    private final File file;

    JsonlSink(File file) {
        this.file = file;
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
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16)) {
            JsonLines.write(records, out);
        }
    }

    @Override
    public void close() {}
}
