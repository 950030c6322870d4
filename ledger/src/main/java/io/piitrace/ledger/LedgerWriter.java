package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteOut;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Limits;
import io.piitrace.ledger.seal.Chain;
import io.piitrace.ledger.seal.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends batches to the ledger of one JVM, and continues the ledger of the one before: its numbers, its chain and its key, in a new file.
 *
 * <p><b>Threading.</b> One thread; a lock on the directory keeps other processes out.
 *
 * <p><b>Guarantees.</b> A block is there as a whole or, after a crash, not at all; positions stand in the block of the records that they speak of.
 *
 * <p><b>Failure.</b> When a block cannot be written, what was written of it is cut off again, the exception is passed on, and the same batch may be appended
 * once more: it then goes into a new file. Opening does no cryptography; the first block of a file does.
 */
public final class LedgerWriter implements AutoCloseable {
    private static final Definitions NO_DEFINITIONS = new NoDefinitions();

    private final Path directory;
    private final Origin origin;
    private final WriterOptions options;
    private final DirectoryLock lock;
    private final Map<SpoolPosition.Key, SpoolPosition> positions;
    private final BlockEncoder encoder;
    private final Signing signing;
    private final ByteOut out = new ByteOut(1 << 16);

    /** Files that are complete and were not forced since. */
    private final List<Path> unforced = new ArrayList<>();

    private byte @Nullable [] ledger;
    private int files;
    private long nextBlock;
    private long nextSeq;
    private byte[] head;
    private long lastMs;
    private @Nullable LedgerFile file;

    private LedgerWriter(Path directory, Origin origin, WriterOptions options, DirectoryLock lock, LedgerTail tail) {
        this.directory = directory;
        this.origin = origin;
        this.options = options;
        encoder = new BlockEncoder(options.tenantKeys());
        this.lock = lock;
        positions = new LinkedHashMap<>(tail.positions());
        ledger = tail.ledger();
        files = tail.files();
        nextBlock = tail.nextBlock();
        nextSeq = tail.nextSeq();
        head = tail.head();
        signing = new Signing(options, directory, tail.publicKey());
    }

    /** Opens or begins the ledger in this directory; fails with an {@link IOException} where another process writes it. */
    public static LedgerWriter open(Path ledgerDir, Origin origin, WriterOptions options) throws IOException {
        Files.createDirectories(ledgerDir);
        DirectoryLock lock = DirectoryLock.acquire(ledgerDir);
        try {
            return new LedgerWriter(ledgerDir, origin, options, lock, LedgerTail.find(ledgerDir));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Appends one block: after a crash it is there as a whole or not at all. After a failure the same batch may be appended again. */
    public void append(Batch batch, Definitions definitions) throws IOException {
        if (!batch.isEmpty()) {
            append(batch, definitions, BlockHeader.RECORDS, options.room());
        }
    }

    /** The last position of every ring that the ledger tells of. */
    public Map<SpoolPosition.Key, SpoolPosition> positions() {
        return Map.copyOf(positions);
    }

    /** The spool of this run was deleted: its positions need not be kept in files to come. */
    public void forget(String run) {
        positions.keySet().removeIf(position -> position.run().equals(run));
    }

    /** Appends a signed statement of what is there so far. */
    public void checkpoint(long nowMs) throws IOException {
        checkpoint(nowMs, false);
    }

    /** Asks the operating system to put what was appended on the disk itself. */
    public void force() throws IOException {
        if (file != null) {
            file.force();
        }
        while (!unforced.isEmpty()) {
            LedgerFile.force(unforced.get(0));
            unforced.remove(0);
        }
    }

    /** Whether there are blocks in the file that it is writing. */
    public boolean hasAppended() {
        return file != null && file.length() > 0;
    }

    /** The head at the end of the ledger where the next block begins a file; null while one is being written. */
    public byte @Nullable [] end() {
        return file == null ? head : null;
    }

    public long nextSeq() {
        return nextSeq;
    }

    /**
     * Deletes the oldest file of the ledger if all of its records are older than this, after a notice that says so; never the file that is being written.
     *
     * @param beforeMs {@link Long#MAX_VALUE} where it has to go whatever its age, because the disk is full
     * @return whether a file was deleted; then there may be another one
     */
    public boolean deleteOldest(long beforeMs, long nowMs) throws IOException {
        OldestFile oldest = OldestFile.before(beforeMs, directory, file == null ? null : file.path(), head);
        if (oldest == null) {
            return false;
        }
        oldest.delete(announce(oldest, beforeMs == Long.MAX_VALUE ? Retention.DISK : Retention.AGE, nowMs));
        return true;
    }

    /**
     * Appends the notice that a file is about to be deleted. The deletion itself is left to whoever has the time to wait for the disk.
     *
     * @return the files that have to be on the disk before
     */
    public List<Path> announce(OldestFile oldest, String reason, long nowMs) throws IOException {
        Batch batch = new Batch();
        batch.notice(NoticeType.RETENTION, nowMs, oldest.retention().attributes(reason));
        append(batch, NO_DEFINITIONS, BlockHeader.RECORDS, options.room().anyway());
        List<Path> before = new ArrayList<>(unforced);
        unforced.clear();
        if (file != null) {
            before.add(file.path());
        }
        return before;
    }

    /** Ends the ledger in order, with a closing checkpoint if anything was appended, and gives the directory free. */
    @Override
    public void close() throws IOException {
        try (lock;
                encoder) {
            if (file != null) {
                checkpoint(Math.max(lastMs, System.currentTimeMillis()), true);
            }
        } finally {
            if (file != null) {
                file.close();
                file = null;
            }
        }
    }

    private void append(Batch batch, Definitions definitions, int type, DiskRoom room) throws IOException {
        LedgerFile to = fileFor();
        boolean begins = to.length() == 0;
        out.clear();
        if (begins) {
            out.bytes(to.header());
        }
        Map<SpoolPosition.Key, SpoolPosition> carried = begins ? carried(batch) : batch.positions;
        byte[] newHead;
        try {
            byte[] before = begins ? new Chain().header(to.header()) : head;
            newHead = encoder.encode(batch, definitions, carried.values(), type, nextBlock, nextSeq, before, out);
            to.append(out, room);
        } catch (IOException | RuntimeException e) {
            abandon(to); // the dictionary may hold what the file does not
            throw e;
        }
        head = newHead;
        nextBlock++;
        nextSeq += batch.recordCount();
        positions.putAll(batch.positions);
        lastMs = Math.max(lastMs, latest(batch));
    }

    private LedgerFile fileFor() throws IOException {
        LedgerFile present = file;
        if (present != null && present.length() > 0 && (full(present) || Files.notExists(present.path()))) {
            // what is appended to a file that somebody deleted is gone: better a new one, and a gap that the verifier
            // finds
            unforced.add(present.path());
            present.close();
            file = null;
            present = null;
        }
        return present != null ? present : begin();
    }

    private boolean full(LedgerFile present) {
        return present.length() >= options.maxFileBytes() || encoder.full(options.maxDefinitions());
    }

    private LedgerFile begin() throws IOException {
        long now = System.currentTimeMillis();
        if (ledger == null) {
            ledger = new byte[16];
            new SecureRandom().nextBytes(ledger);
        }
        byte[] headerKey = signing.begin(ledger);
        FileHeader header =
                new FileHeader(FileHeader.VERSION, ledger, files + 1, nextBlock, nextSeq, now, head, headerKey, origin);
        Files.createDirectories(directory);
        LedgerFile begun = LedgerFile.create(directory.resolve(LedgerFiles.name(files + 1)), header.encode());
        encoder.beginFile(ledger);
        file = begun;
        files++;
        return begun;
    }

    /** Every position that is known, so that a file tells them without the files before it. */
    private Map<SpoolPosition.Key, SpoolPosition> carried(Batch batch) {
        Map<SpoolPosition.Key, SpoolPosition> carried = new LinkedHashMap<>(positions);
        carried.putAll(batch.positions);
        Iterator<SpoolPosition.Key> oldest = carried.keySet().iterator();
        while (carried.size() > Limits.ZONE_POSITIONS) {
            oldest.next();
            oldest.remove();
        }
        return carried;
    }

    private void checkpoint(long nowMs, boolean closing) throws IOException {
        LedgerFile to = fileFor();
        byte[] before = to.length() == 0 ? new Chain().header(to.header()) : head;
        boolean evolves = signing.evolves(nowMs, closing);
        Checkpoint checkpoint = new Checkpoint(
                to.ledger(),
                nextBlock - 1,
                nextSeq - 1,
                HexFormat.of().formatHex(before),
                nowMs,
                evolves ? signing.prepareNext() : null,
                closing);
        Batch batch = new Batch();
        batch.notice(NoticeType.CHECKPOINT, nowMs, signing.sign(checkpoint));
        append(batch, NO_DEFINITIONS, BlockHeader.CHECKPOINT, options.room());
        if (evolves) {
            signing.evolve(nowMs);
        }
    }

    private void abandon(LedgerFile abandoned) {
        file = null;
        if (abandoned.abandon()) {
            files--;
        } else {
            unforced.add(abandoned.path());
        }
    }

    private static long latest(Batch batch) {
        long latest = 0;
        for (int row = 0; row < batch.accesses; row++) {
            latest = Math.max(latest, batch.lasts[row]);
        }
        for (Batch.NoticeEntry notice : batch.notices) {
            latest = Math.max(latest, notice.timeMs());
        }
        return latest;
    }
}
