package io.piitrace.ledger.spool;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds several rings.
 *
 * <p>It is written full of zeros before it is mapped: a disk that is full says so then, and not by a fault in the middle of an access.
 *
 * <p><b>Layout.</b> A page with magic (8 bytes), version (4), shift of the ring size in words (4), number of rings (4), little-endian; then the rings.
 */
final class Segment {
    static final String PREFIX = "rings-";

    private static final long MAGIC = 0x31_4C_4F_4F_50_53_49_50L; // PISPOOL1
    private static final int VERSION = 1;
    private static final int HEADER_LENGTH = 4096;
    private static final int MAX_RINGS = 64;

    private Segment() {}

    static File file(File directory, int number) {
        return new File(directory, PREFIX + number);
    }

    /** How many bytes it takes. */
    static long length(int rings, int ringShift) {
        return HEADER_LENGTH + (((long) rings * Word.LENGTH) << ringShift);
    }

    static List<ByteBuffer> create(File file, int rings, int ringShift) throws IOException {
        long length = length(rings, ringShift);
        try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
            byte[] zeros = new byte[Word.LENGTH << Math.min(ringShift, 16)];
            for (long written = 0; written < length; written += zeros.length) {
                out.write(zeros, 0, (int) Math.min(zeros.length, length - written));
            }
            MappedByteBuffer map = out.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, length);
            map.order(ByteOrder.LITTLE_ENDIAN);
            map.putInt(8, VERSION).putInt(12, ringShift).putInt(16, rings).putLong(0, MAGIC);
            return slices(map, rings, ringShift);
        } catch (IOException | RuntimeException | Error e) {
            file.delete();
            throw e;
        }
    }

    /** The readers of its rings, numbered from {@code firstRing}; null if the process that made it died over it, before any word was written. */
    static @Nullable List<RingReader> open(File file, int firstRing) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            long length = in.length();
            if (length < HEADER_LENGTH || length > Integer.MAX_VALUE) {
                return null;
            }
            ByteBuffer map = in.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, length);
            map.order(ByteOrder.LITTLE_ENDIAN);
            int shift = map.getInt(12);
            int rings = map.getInt(16);
            if (map.getLong(0) != MAGIC
                    || map.getInt(8) != VERSION
                    || shift < 3
                    || shift > 24
                    || rings < 1
                    || rings > MAX_RINGS) {
                return null;
            }
            if (length < length(rings, shift)) {
                return null;
            }
            List<RingReader> readers = new ArrayList<>();
            for (ByteBuffer slice : slices(map, rings, shift)) {
                readers.add(new RingReader(firstRing + readers.size(), slice, shift));
            }
            return readers;
        }
    }

    private static List<ByteBuffer> slices(ByteBuffer map, int rings, int ringShift) {
        List<ByteBuffer> slices = new ArrayList<>();
        int ringLength = Word.LENGTH << ringShift;
        for (int i = 0; i < rings; i++) {
            slices.add(map.slice(HEADER_LENGTH + i * ringLength, ringLength));
        }
        return slices;
    }
}
