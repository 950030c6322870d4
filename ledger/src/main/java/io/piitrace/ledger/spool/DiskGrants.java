package io.piitrace.ledger.spool;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How far each JVM of a directory may still grow its files: a file for each, locked as long as its JVM lives, so that all of them together keep one bound.
 *
 * <p><b>Layout.</b> {@code disk/lock}, held while somebody measures; {@code disk/NAME}, eight bytes, big-endian.
 */
final class DiskGrants implements Closeable {
    private static final String LOCK = "lock";
    private static final long WAIT_NS = 200_000_000;
    private static final long NAP_NS = 1_000_000;
    /** The operating system forgets a process's lock when the process closes the file anywhere: this process never opens its own ones twice. */
    private static final Map<String, Long> OWN = new ConcurrentHashMap<>();

    private final File directory;
    private final File file;
    private RandomAccessFile granted;

    private DiskGrants(File directory, File file, RandomAccessFile granted) {
        this.directory = directory;
        this.file = file;
        this.granted = granted;
    }

    /** @param name not that of another living JVM */
    static DiskGrants open(File dir, String name) throws IOException {
        File directory = new File(dir, "disk");
        File file = new File(directory, name);
        OWN.put(file.getAbsolutePath(), 0L);
        try {
            return new DiskGrants(directory, file, hold(directory, file));
        } catch (IOException e) {
            OWN.remove(file.getAbsolutePath());
            throw e;
        }
    }

    private static RandomAccessFile hold(File directory, File file) throws IOException {
        if (!directory.isDirectory() && !directory.mkdirs() && !directory.isDirectory()) {
            throw new IOException("cannot make directory: " + directory);
        }
        RandomAccessFile granted = new RandomAccessFile(file, "rw");
        if (tryLock(granted) == null) {
            granted.close();
            throw new IOException("is in use: " + file);
        }
        return granted;
    }

    /** What is done while nobody else measures. */
    interface Measuring {
        boolean run() throws IOException;
    }

    /** Runs it while no other JVM of the directory does the like. */
    boolean exclusively(Measuring measuring) throws IOException {
        synchronized (OWN) {
            if (!file.isFile()) { // somebody deleted the directory
                granted.close();
                granted = hold(directory, file);
            }
            try (RandomAccessFile all = new RandomAccessFile(new File(directory, LOCK), "rw")) {
                long until = System.nanoTime() + WAIT_NS;
                for (FileLock lock = tryLock(all); lock == null; lock = tryLock(all)) {
                    if (System.nanoTime() - until > 0) {
                        throw new IOException("another JVM has measured for too long: " + directory);
                    }
                    LockSupport.parkNanos(NAP_NS);
                }
                return measuring.run();
            }
        }
    }

    /** What the other living JVMs may still write. */
    long others() throws IOException {
        long sum = 0;
        File[] files = directory.listFiles();
        for (File other : files == null ? new File[0] : files) {
            if (!other.getName().equals(LOCK) && !other.equals(file)) {
                Long own = OWN.get(other.getAbsolutePath());
                sum += own == null ? ofAnotherProcess(other) : own;
            }
        }
        return sum;
    }

    private static long ofAnotherProcess(File other) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(other, "rw")) {
            if (tryLock(in) != null) {
                other.delete(); // its JVM is dead, and will not write any more
                return 0;
            }
            return in.length() < Long.BYTES ? 0 : in.readLong();
        }
    }

    void publish(long bytes) throws IOException {
        granted.seek(0);
        granted.writeLong(bytes);
        OWN.put(file.getAbsolutePath(), bytes);
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        OWN.remove(file.getAbsolutePath());
        file.delete();
        granted.close();
    }
}
