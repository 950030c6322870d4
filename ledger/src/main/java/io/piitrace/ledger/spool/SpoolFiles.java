package io.piitrace.ledger.spool;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one spool and its lock.
 *
 * <p>A spool appears under its name with the lock already held, and disappears from its name before its files do: whoever finds a spool by name and gets the
 * lock has a whole spool of a dead JVM.
 *
 * <p>Made in premain, and so with {@code java.io} alone.
 */
final class SpoolFiles {
    static final String DRAFT = ".new";
    static final String DONE = ".done";

    private static final String LOCK = "lock";
    /** To make one takes milliseconds. */
    private static final long DRAFT_MS = 600_000;
    /** The operating system forgets a process's lock when the process closes the file anywhere: this process never opens its own ones twice. */
    private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

    private final String run;
    private final RandomAccessFile lockFile;
    private File directory;

    private SpoolFiles(String run, File directory, RandomAccessFile lockFile) {
        this.run = run;
        this.directory = directory;
        this.lockFile = lockFile;
    }

    static SpoolFiles create(File root, String run) throws IOException {
        File draft = new File(root, run + DRAFT);
        HELD.add(draft.getAbsolutePath());
        try {
            if (!draft.isDirectory() && !draft.mkdirs()) {
                throw new IOException("cannot make directory: " + draft);
            }
            SpoolFiles files = lock(run, draft);
            if (files == null) {
                throw new IOException("spool is in use: " + draft);
            }
            return files;
        } catch (IOException e) {
            HELD.remove(draft.getAbsolutePath());
            throw e;
        }
    }

    /** Removes what a JVM left that died while it made a spool: nobody has recorded anything in it. */
    static void deleteDraftOfDead(File draft) throws IOException {
        if (HELD.contains(draft.getAbsolutePath()) || System.currentTimeMillis() - draft.lastModified() < DRAFT_MS) {
            return;
        }
        SpoolFiles files = lock(draft.getName(), draft);
        if (files != null) {
            try {
                deleteAll(draft);
            } finally {
                files.unlock();
            }
        }
    }

    /** The spool with its lock held; null if its JVM lives, or if somebody else just recovered it. */
    static @Nullable SpoolFiles lockDead(File directory) throws IOException {
        if (HELD.contains(directory.getAbsolutePath()) || !new File(directory, LOCK).isFile()) {
            return null;
        }
        SpoolFiles files = lock(directory.getName(), directory);
        if (files != null && !new File(directory, LOCK).isFile()) {
            files.unlock();
            return null;
        }
        return files;
    }

    private static @Nullable SpoolFiles lock(String run, File directory) throws IOException {
        RandomAccessFile lockFile = new RandomAccessFile(new File(directory, LOCK), "rw");
        try {
            FileLock lock = lockFile.getChannel().tryLock();
            if (lock != null) {
                return new SpoolFiles(run, directory, lockFile);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // alive
        }
        lockFile.close();
        return null;
    }

    String run() {
        return run;
    }

    File directory() {
        return directory;
    }

    /** Gives it its name: from now on others see it. */
    void publish() throws IOException {
        File named = new File(directory.getParentFile(), run);
        HELD.add(named.getAbsolutePath());
        if (!directory.renameTo(named)) {
            HELD.remove(named.getAbsolutePath());
            throw new IOException("cannot rename: from=" + directory + " to=" + named);
        }
        HELD.remove(directory.getAbsolutePath());
        directory = named;
    }

    void delete() throws IOException {
        String name = directory.getAbsolutePath();
        File done = new File(directory.getParentFile(), run + DONE);
        deleteAll(directory.renameTo(done) ? done : directory);
        unlock();
        HELD.remove(name);
    }

    void unlock() throws IOException {
        lockFile.close();
    }

    static void deleteAll(File directory) throws IOException {
        File[] files = directory.listFiles();
        if (files != null) {
            for (File file : files) {
                if (!file.delete() && file.exists()) {
                    throw new IOException("cannot delete: " + file);
                }
            }
        }
        if (!directory.delete() && directory.exists()) {
            throw new IOException("cannot delete: " + directory);
        }
    }
}
