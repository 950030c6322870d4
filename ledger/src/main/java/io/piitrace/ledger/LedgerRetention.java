package io.piitrace.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes what is old enough in the ledgers of JVMs that have ended; those that somebody writes are left to their writers. */
public final class LedgerRetention {
    private LedgerRetention() {}

    /**
     * Goes through every ledger below a directory.
     *
     * @param own the ledger that this JVM writes itself, null if it writes none
     * @return how many files were deleted
     */
    public static int delete(Path ledgers, @Nullable Path own, Path keys, long beforeMs, long nowMs)
            throws IOException {
        List<Path> directories;
        try (Stream<Path> below = Files.list(ledgers)) {
            directories = below.filter(path -> Files.isDirectory(path) && !path.equals(own))
                    .sorted()
                    .toList();
        }
        int deleted = 0;
        for (Path directory : directories) {
            Origin origin = originOfOld(directory, beforeMs);
            if (origin != null) {
                deleted += delete(directory, origin, keys, beforeMs, nowMs);
            }
        }
        return deleted;
    }

    private static int delete(Path directory, Origin origin, Path keys, long beforeMs, long nowMs) throws IOException {
        int deleted = 0;
        LedgerWriter opened;
        try {
            opened = LedgerWriter.open(directory, origin, WriterOptions.signed(keys));
        } catch (IOException written) {
            return 0;
        }
        try (LedgerWriter writer = opened) {
            while (writer.deleteOldest(beforeMs, nowMs)) {
                deleted++;
            }
        }
        return deleted;
    }

    /** Whose ledger it is, if its oldest file was begun before that time; null otherwise. */
    private static @Nullable Origin originOfOld(Path directory, long beforeMs) throws IOException {
        List<Path> files = LedgerFiles.find(List.of(directory));
        if (files.isEmpty()) {
            return null;
        }
        try (BlockSource source = BlockSource.open(files.get(0))) {
            return source.header().createdMs() < beforeMs ? source.header().origin() : null;
        } catch (CorruptLedgerException e) {
            return null; // stays for the verifier
        }
    }
}
