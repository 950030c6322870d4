package io.piitrace.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes what has to go of the ledgers of JVMs that have ended; those that somebody writes are left to their writers. */
public final class LedgerRetention {
    /** A ledger of which no more is left than what says that the rest was deleted is not shortened any further. */
    static final long LEAST_LENGTH = 16 << 10;
    /** Of a position, which the file that takes the place of the last one tells again. */
    private static final long POSITION_LENGTH = 32;

    private LedgerRetention() {}

    /**
     * Deletes what is old enough in every ledger below a directory.
     *
     * @param own the ledger that this JVM writes itself, null if it writes none
     * @return how many files were deleted
     */
    public static int delete(Path ledgers, @Nullable Path own, WriterOptions options, long beforeMs, long nowMs)
            throws IOException {
        int deleted = 0;
        for (Ended ended : ended(ledgers, own, beforeMs)) {
            try (LedgerWriter writer = ended.open(options.toDelete())) {
                while (writer != null && writer.deleteOldest(beforeMs, nowMs)) {
                    deleted++;
                }
            }
        }
        return deleted;
    }

    /**
     * Deletes the file that was begun first among all ledgers below a directory, whatever its age.
     *
     * @param begunBeforeMs but only if it was begun before that
     * @return whether one was deleted
     */
    public static boolean deleteOldest(
            Path ledgers, @Nullable Path own, WriterOptions options, long begunBeforeMs, long nowMs)
            throws IOException {
        for (Ended ended : ended(ledgers, own, begunBeforeMs)) {
            if (Files.size(ended.oldest) >= LEAST_LENGTH) {
                try (LedgerWriter writer = ended.open(options.toDelete())) {
                    if (writer != null
                            && Files.size(ended.oldest)
                                    >= LEAST_LENGTH
                                            + POSITION_LENGTH
                                                    * writer.positions().size()
                            && writer.deleteOldest(Long.MAX_VALUE, nowMs)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Those whose oldest file was begun before that time, that one first which was begun first. */
    private static List<Ended> ended(Path ledgers, @Nullable Path own, long beforeMs) throws IOException {
        List<Path> directories;
        try (Stream<Path> below = Files.list(ledgers)) {
            directories = below.filter(path -> Files.isDirectory(path) && !path.equals(own))
                    .sorted()
                    .toList();
        }
        List<Ended> found = new ArrayList<>();
        for (Path directory : directories) {
            Ended ended = Ended.of(directory);
            if (ended != null && ended.begunMs < beforeMs) {
                found.add(ended);
            }
        }
        found.sort(Comparator.comparingLong(Ended::begunMs));
        return found;
    }

    /** A ledger that is perhaps not written any more. */
    private record Ended(Path directory, Path oldest, Origin origin, long begunMs) {
        static @Nullable Ended of(Path directory) throws IOException {
            List<Path> files = LedgerFiles.find(List.of(directory));
            if (files.isEmpty()) {
                return null;
            }
            Path oldest = files.get(0);
            try (BlockSource source = BlockSource.open(oldest)) {
                return new Ended(
                        directory,
                        oldest,
                        source.header().origin(),
                        source.header().createdMs());
            } catch (CorruptLedgerException e) {
                return null; // stays for the verifier
            }
        }

        /** Null if somebody writes it. */
        @Nullable
        LedgerWriter open(WriterOptions options) {
            try {
                return LedgerWriter.open(directory, origin, options);
            } catch (IOException written) {
                return null;
            }
        }
    }
}
