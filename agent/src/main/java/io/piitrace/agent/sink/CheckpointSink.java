package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.seal.SignedCheckpoint;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends every checkpoint, a line each, to a file that should be where nobody who can write the ledger can change it: {@code piitrace verify --checkpoint FILE} holds the
 * ledger to them.
 */
final class CheckpointSink implements Sink {
    private final File file;

    CheckpointSink(File file) {
        this.file = file;
    }

    @Override
    public String name() {
        return "checkpoint";
    }

    @Override
    public void write(List<LedgerRecord> records) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (LedgerRecord record : records) {
            if (record instanceof Notice notice && notice.type() == NoticeType.CHECKPOINT) {
                SignedCheckpoint checkpoint = SignedCheckpoint.of(notice.seq(), notice.timeMs(), notice.attributes());
                if (checkpoint != null) {
                    lines.append(checkpoint.line()).append('\n');
                }
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        Path path = file.toPath().toAbsolutePath();
        Path directory = path.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.write(
                path,
                lines.toString().getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public void close() {}
}
