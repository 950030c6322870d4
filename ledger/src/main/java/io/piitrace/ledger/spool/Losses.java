package io.piitrace.ledger.spool;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Exact counts of what was not recorded, in mapped memory, so that they survive the process like the records do.
 *
 * <p><b>Threading.</b> Any thread adds; one thread takes.
 *
 * <p><b>Layout.</b> For each {@link LossReason} 64 bytes: count, with the highest bit set once it is final, time of the first one since the last notice, time of the last one; 8 bytes each, little-endian.
 */
@SuppressWarnings("EnumOrdinal") // the order of reasons is part of the format
final class Losses {
    static final String FILE = "losses";

    private static final int CELL_LENGTH = 64;
    private static final int FILE_LENGTH = 4096;
    /** In the count: it is final. */
    private static final long ENDED = Long.MIN_VALUE;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer cells;

    private Losses(ByteBuffer cells) {
        this.cells = cells;
    }

    static Losses create(File directory) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(new File(directory, FILE), "rw")) {
            file.write(new byte[FILE_LENGTH]);
            return new Losses(file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH));
        }
    }

    static Losses open(File directory) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(new File(directory, FILE), "r")) {
            if (file.length() < FILE_LENGTH) {
                return new Losses(ByteBuffer.allocateDirect(FILE_LENGTH));
            }
            return new Losses(file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, FILE_LENGTH));
        }
    }

    /**
     * Counts accesses that were not recorded.
     *
     * @return false if nothing is counted here any more: the spool has ended
     */
    boolean add(LossReason reason, long count, long nowMs) {
        int cell = reason.ordinal() * CELL_LENGTH;
        LONG.compareAndSet(cells, cell + 8, 0L, nowMs);
        LONG.setOpaque(cells, cell + 16, nowMs);
        long before = (long) LONG.getVolatile(cells, cell);
        while ((before & ENDED) == 0) {
            long seen = (long) LONG.compareAndExchange(cells, cell, before, before + count);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    long total(LossReason reason) {
        return (long) LONG.getVolatile(cells, reason.ordinal() * CELL_LENGTH) & ~ENDED;
    }

    /** What is counted from now on has to be counted elsewhere. */
    void end() {
        for (LossReason reason : LossReason.values()) {
            LONG.getAndBitwiseOr(cells, reason.ordinal() * CELL_LENGTH, ENDED);
        }
    }

    /** What was lost for this reason since {@code before}, null if nothing was. */
    Entry.@Nullable Loss since(LossReason reason, Entry.@Nullable Loss before) {
        int cell = reason.ordinal() * CELL_LENGTH;
        long total = total(reason);
        if (total == (before == null ? 0 : before.total())) {
            return null;
        }
        long sinceMs = (long) LONG.getVolatile(cells, cell + 8);
        long untilMs = (long) LONG.getVolatile(cells, cell + 16);
        return new Entry.Loss(reason, total, sinceMs == 0 ? untilMs : sinceMs, untilMs);
    }

    /** The next loss begins a new period. */
    void beginPeriod(LossReason reason) {
        LONG.setVolatile(cells, reason.ordinal() * CELL_LENGTH + 8, 0L);
    }

    /** The period goes on after all. */
    void resumePeriod(LossReason reason, long sinceMs) {
        LONG.setVolatile(cells, reason.ordinal() * CELL_LENGTH + 8, sinceMs);
    }
}
