package io.piitrace.inspector.query;

import io.piitrace.ledger.spool.Leftovers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what JVMs that died left in spools beside the ledgers: accesses that an answer cannot know of. Changes nothing. */
final class DeadSpools {
    private static final int LEVELS = 3;

    private DeadSpools() {}

    /** The directories of the runs, each with accesses that may be in no ledger yet. */
    static List<Path> beside(List<Path> roots) {
        Set<Path> dead = new TreeSet<>();
        for (Path root : roots) {
            Path directory = root.toAbsolutePath().normalize();
            for (int level = 0; level <= LEVELS && directory != null; level++) {
                Path spools = directory.resolve("spool");
                if (Files.isDirectory(spools)) {
                    add(spools, dead);
                    break;
                }
                directory = directory.getParent();
            }
        }
        return List.copyOf(dead);
    }

    private static void add(Path spools, Set<Path> dead) {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(spools, Files::isDirectory)) {
            for (Path run : runs) {
                String name = String.valueOf(run.getFileName());
                if (!name.endsWith(".new")
                        && !name.endsWith(".done")
                        && isDead(run.resolve("lock"))
                        && Leftovers.mayHoldMore(run.toFile())) {
                    dead.add(run);
                }
            }
        } catch (IOException e) {
            // Whoever may not list it cannot be told more.
            dead.add(spools);
        }
    }

    /** A living JVM holds its lock; a shared one for a moment disturbs nobody. */
    private static boolean isDead(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ);
                FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared != null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
