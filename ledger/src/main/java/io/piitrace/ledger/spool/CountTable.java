package io.piitrace.ledger.spool;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the owner of a ring counts accesses while the ring is full: a mapped table of cells, one for each word and context. So what the drain cannot take in time costs
 * memory once, and not for each access.
 *
 * <p><b>Threading.</b> One thread adds, which may change as the ring's owner does; the drain reads and says what is sealed. Counts only grow. A cell is given another word
 * only when all that it has counted is sealed. Whatever describes the cell is written before its count (release) and read after it (acquire): who sees a
 * count that is not sealed sees what was counted.
 *
 * <p><b>Layout.</b> A file for each segment, {@code counts-N}, with a table for each of its rings. A table is a header of 64 bytes, whose first 8 are how often something
 * was added, and cells of 64 bytes, as many as {@link #cells} says. All numbers are 8 bytes, little-endian:
 *
 * <pre>
 *  0  word    that was not written, without its lap bit; 0 in a cell that was never used
 *  8  context
 * 16  first   time of the first access that is not sealed, milliseconds
 * 24  last    time of the last access
 * 32  count   of all accesses since the table was made
 * 40  sealed  how many of them are in the ledger, if the table's version there is even
 * 48  sealed  the same if it is odd
 * </pre>
 */
public final class CountTable {
    static final String PREFIX = "counts-";
    static final int CELL_LENGTH = 64;

    private static final int LEAST_CELLS = 1 << 6;
    private static final int MOST_CELLS = 1 << 11;
    /** A cell for so many words of the ring. */
    private static final int WORDS_PER_CELL_SHIFT = 4;

    private static final int WORD = 0;
    private static final int CONTEXT = 8;
    private static final int FIRST = 16;
    private static final int LAST = 24;
    private static final int COUNT = 32;
    private static final int SEALED = 40;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** So many cells are looked at for one word. */
    private static final int PROBES = 32;

    private final ByteBuffer bytes;
    private final int mask;
    /** To the uppermost bits: those below them repeat themselves for numbers that follow each other. */
    private final int hashShift;

    private CountTable(ByteBuffer bytes, int cells) {
        this.bytes = bytes;
        this.mask = cells - 1;
        this.hashShift = Long.SIZE - Integer.numberOfTrailingZeros(cells);
    }

    /** How many cells the table of a ring of {@code 1 << ringShift} words has. */
    public static int cells(int ringShift) {
        return Math.min(MOST_CELLS, Math.max(LEAST_CELLS, 1 << Math.max(0, ringShift - WORDS_PER_CELL_SHIFT)));
    }

    private static int length(int ringShift) {
        return CELL_LENGTH * (1 + cells(ringShift));
    }

    static File file(File directory, int segment) {
        return new File(directory, PREFIX + segment);
    }

    /** How many bytes a file of them takes. */
    static long length(int tables, int ringShift) {
        return (long) length(ringShift) * tables;
    }

    static List<CountTable> create(File file, int tables, int ringShift) throws IOException {
        long length = length(tables, ringShift);
        try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
            byte[] zeros = new byte[length(ringShift)];
            for (int i = 0; i < tables; i++) {
                out.write(zeros); // a disk that is full says so now
            }
            List<CountTable> made =
                    tables(out.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, length), tables, ringShift);
            made.forEach(CountTable::link);
            return made;
        } catch (IOException | RuntimeException | Error e) {
            file.delete();
            throw e;
        }
    }

    /** The tables in a file; fewer than {@code tables} if the process that made it died over it, before anything was counted. */
    static List<CountTable> open(File file, int tables, int ringShift) throws IOException {
        if (!file.isFile()) {
            return List.of();
        }
        boolean writable = file.canWrite();
        try (RandomAccessFile in = new RandomAccessFile(file, writable ? "rw" : "r")) {
            int whole = (int) Math.min(tables, in.length() / length(ringShift));
            FileChannel.MapMode mode = writable ? FileChannel.MapMode.READ_WRITE : FileChannel.MapMode.READ_ONLY;
            return tables(in.getChannel().map(mode, 0, (long) length(ringShift) * whole), whole, ringShift);
        }
    }

    private static List<CountTable> tables(MappedByteBuffer map, int tables, int ringShift) {
        int length = length(ringShift);
        List<CountTable> result = new ArrayList<>();
        for (int i = 0; i < tables; i++) {
            result.add(new CountTable(map.slice(i * length, length), cells(ringShift)));
        }
        return result;
    }

    /** Every way of access once, while nobody counts: the JVM links each at its first use, which takes memory and time. */
    private void link() {
        int cell = cell(0);
        set(cell + WORD, get(cell + WORD));
        LONG.setRelease(bytes, cell + COUNT, count(cell));
    }

    void force() {
        ((MappedByteBuffer) bytes).force();
    }

    /**
     * Counts an access. For the owner of the ring.
     *
     * @param word without its lap bit
     * @return false if there is no cell for it
     */
    public boolean add(long word, int context, long timeMs) {
        int free = 0;
        int hash = (int) (((word ^ (context * 0xD1B54A32D192ED03L)) * GOLDEN) >>> hashShift);
        for (int probe = 0; probe < PROBES; probe++) {
            int cell = cell((hash + probe) & mask);
            long count = get(cell + COUNT);
            boolean sealed = count == sealed(cell);
            if (get(cell + WORD) == word && get(cell + CONTEXT) == context) {
                add(cell, count, sealed, timeMs);
                return true;
            }
            free = free == 0 && sealed ? cell : free;
        }
        if (free == 0) {
            return false;
        }
        set(free + WORD, word);
        set(free + CONTEXT, context);
        add(free, get(free + COUNT), true, timeMs);
        return true;
    }

    private void add(int cell, long count, boolean begins, long timeMs) {
        if (begins) {
            set(cell + FIRST, timeMs);
        }
        set(cell + LAST, timeMs);
        LONG.setRelease(bytes, cell + COUNT, count + 1);
        LONG.setRelease(bytes, 0, get(0) + 1);
    }

    /** As far as both versions say: while the drain writes one of them, the other holds. */
    private long sealed(int cell) {
        return Math.min((long) LONG.getAcquire(bytes, cell + SEALED), (long)
                LONG.getAcquire(bytes, cell + SEALED + Long.BYTES));
    }

    /** How often something was added. */
    long added() {
        return (long) LONG.getAcquire(bytes, 0);
    }

    /** How many cells it has. */
    int size() {
        return mask + 1;
    }

    static int cell(int index) {
        return CELL_LENGTH * (1 + index);
    }

    long count(int cell) {
        return (long) LONG.getAcquire(bytes, cell + COUNT);
    }

    long word(int cell) {
        return get(cell + WORD);
    }

    int context(int cell) {
        return (int) get(cell + CONTEXT);
    }

    long firstMs(int cell) {
        return get(cell + FIRST);
    }

    long lastMs(int cell) {
        return get(cell + LAST);
    }

    long sealed(int cell, long version) {
        return (long) LONG.getAcquire(bytes, cell + SEALED + (int) (version & 1) * Long.BYTES);
    }

    void seal(int cell, long version, long count) {
        LONG.setRelease(bytes, cell + SEALED + (int) (version & 1) * Long.BYTES, count);
    }

    private long get(int at) {
        return (long) LONG.get(bytes, at);
    }

    private void set(int at, long value) {
        LONG.set(bytes, at, value);
    }
}
