package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Zone;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Goes through the blocks of one file, and reads of each no more than is asked for.
 *
 * <p><b>Threading.</b> One thread.
 */
final class BlockSource implements Closeable {
    private static final int WINDOW_BYTES = 16 << 10;
    private static final int WHOLE_WINDOW_BYTES = 1 << 20;

    private final FileChannel channel;
    private final int readAhead;
    private byte[] window;
    private long windowAt;
    private int windowLength;
    private long size;

    private final byte[] headerBytes;
    private final FileHeader header;
    private long offset = -1;
    private long end;
    private BlockHeader block = BlockHeader.NONE;

    private BlockSource(FileChannel channel, boolean damaged, int readAhead) throws IOException {
        this.channel = channel;
        this.readAhead = readAhead;
        window = new byte[readAhead];
        this.size = channel.size();
        headerBytes = damaged ? new byte[0] : readHeader();
        header = damaged ? FileHeader.UNREADABLE : FileHeader.decode(headerBytes);
        end = headerBytes.length;
    }

    static BlockSource open(Path file) throws IOException {
        return open(file, false, WINDOW_BYTES);
    }

    /** Opens a file all of whose bytes will be read. */
    static BlockSource openWhole(Path file) throws IOException {
        return open(file, false, WHOLE_WINDOW_BYTES);
    }

    /** Opens a file whose header is not readable; {@link #resync} finds the first block. */
    static BlockSource openDamaged(Path file) throws IOException {
        return open(file, true, WHOLE_WINDOW_BYTES);
    }

    private static BlockSource open(Path file, boolean damaged, int readAhead) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new BlockSource(channel, damaged, readAhead);
        } catch (CorruptLedgerException e) {
            channel.close();
            throw new CorruptLedgerException(file + ": " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    FileHeader header() {
        return header;
    }

    byte[] headerBytes() {
        return headerBytes;
    }

    long size() {
        return size;
    }

    /** Moves to the next block; false at the end of the file or before a block that is not there as a whole. */
    boolean next() throws IOException {
        if (!available(end, BlockHeader.BYTES)) {
            return false;
        }
        if (zerosFrom(end)) {
            return false; // a file that grew and was not written when the power failed
        }
        int at = fetch(end, BlockHeader.BYTES);
        BlockHeader next = BlockHeader.decode(window, at);
        if (!available(end, BlockHeader.BYTES + (long) next.bodyLength())) {
            return false;
        }
        block = next;
        offset = end;
        end += BlockHeader.BYTES + next.bodyLength();
        return true;
    }

    /**
     * Puts the place of the next block to where the next header stands that nobody altered, beyond the place that {@link #next} refused; false if none does.
     */
    boolean resync() throws IOException {
        for (long at = Math.max(end, offset) + 1; at + BlockHeader.BYTES <= size; at += WINDOW_BYTES / 2) {
            int length = (int) Math.min(WINDOW_BYTES / 2 + BlockHeader.BYTES, size - at);
            int index = fetch(at, length);
            for (int i = 0; i <= length - BlockHeader.BYTES; i++) {
                if (BlockHeader.at(window, index + i)) {
                    end = at + i;
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the file ends within its header, as it does if its writer was killed while it began the file. */
    static boolean headerIncomplete(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer start = ByteBuffer.allocate(FileHeader.PREFIX_BYTES);
            while (start.hasRemaining() && channel.read(start) > 0) {
                // until it is full or the file ends
            }
            if (start.hasRemaining()) {
                int given = Math.min(start.position(), FileHeader.MAGIC.length);
                return Arrays.equals(start.array(), 0, given, FileHeader.MAGIC, 0, given);
            }
            return FileHeader.length(start.array()) > channel.size();
        } catch (CorruptLedgerException e) {
            return false;
        }
    }

    /** Whether bytes follow the last whole block. */
    boolean torn() {
        return end < size;
    }

    BlockHeader block() {
        return block;
    }

    /** Where in the file the block begins. */
    long offset() {
        return offset;
    }

    /** Where it ends, and the next one begins. */
    long end() {
        return end;
    }

    Zone zone() throws IOException {
        int at = fetch(offset + BlockHeader.BYTES, block.zoneLength());
        checkZone();
        return Zone.decode(
                new ByteIn("zone of block " + block.number(), window, at, block.zoneLength()), block.encrypted());
    }

    void checkZone() throws IOException {
        int at = fetch(offset + BlockHeader.BYTES, block.zoneLength());
        checkCrc("zone", block.zoneCrc(), at, block.zoneLength());
    }

    void checkPayload() throws IOException {
        int length = block.bodyLength() - block.zoneLength();
        int at = fetch(offset + BlockHeader.BYTES + block.zoneLength(), length);
        checkCrc("payload", block.payloadCrc(), at, length);
    }

    /** Header and body; valid until the next call of anything here that reads beyond them. */
    ByteIn whole() throws IOException {
        int length = BlockHeader.BYTES + block.bodyLength();
        int at = fetch(offset, length);
        return new ByteIn("block " + block.number(), window, at, length);
    }

    /** The payload; valid until the next call of anything here. */
    ByteIn payload() throws IOException {
        int length = block.bodyLength() - block.zoneLength();
        int at = fetch(offset + BlockHeader.BYTES + block.zoneLength(), length);
        checkPayload();
        return new ByteIn("payload of block " + block.number(), window, at, length);
    }

    /** The payload of the block that begins at this offset, in an array of its own. */
    ByteIn payloadAt(long blockOffset) throws IOException {
        BlockHeader other = BlockHeader.decode(read(blockOffset, BlockHeader.BYTES), 0);
        int length = other.bodyLength() - other.zoneLength();
        byte[] bytes = read(blockOffset + BlockHeader.BYTES + other.zoneLength(), length);
        if (BlockHeader.crc(bytes, 0, length) != other.payloadCrc()) {
            throw new CorruptLedgerException("payload of block " + other.number() + ": checksum mismatch");
        }
        return new ByteIn("payload of block " + other.number(), bytes, 0, length);
    }

    private void checkCrc(String what, int expected, int at, int length) throws CorruptLedgerException {
        int found = BlockHeader.crc(window, at, length);
        if (found != expected) {
            throw new CorruptLedgerException(String.format(
                    "%s of block %d: checksum mismatch: offset=%d expected=%08x found=%08x",
                    what, block.number(), offset, expected, found));
        }
    }

    private byte[] readHeader() throws IOException {
        if (size < FileHeader.PREFIX_BYTES) {
            throw new CorruptLedgerException("not a ledger: bytes=" + size);
        }
        int length = FileHeader.length(read(0, FileHeader.PREFIX_BYTES));
        if (size < length) {
            throw new CorruptLedgerException("file header is incomplete: expected=" + length + " found=" + size);
        }
        return read(0, length);
    }

    private boolean available(long at, long length) throws IOException {
        if (at + length > size) {
            size = channel.size(); // its writer may have gone on
        }
        return at + length <= size;
    }

    private boolean zerosFrom(long at) throws IOException {
        for (long from = at; from < size; from += WINDOW_BYTES) {
            int length = (int) Math.min(WINDOW_BYTES, size - from);
            int index = fetch(from, length);
            for (int i = index; i < index + length; i++) {
                if (window[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Bytes of the file in an array of their own; what stands in the window stays there. */
    byte[] read(long at, int length) throws IOException {
        ByteBuffer to = ByteBuffer.allocate(length);
        while (to.hasRemaining() && channel.read(to, at + to.position()) > 0) {
            // until it is full or the file ends
        }
        if (to.hasRemaining()) {
            throw tooEarly(at, length, to.position());
        }
        return to.array();
    }

    /** Makes these bytes of the file present in the window and tells where. */
    private int fetch(long at, int length) throws IOException {
        if (at < windowAt || at + length > windowAt + windowLength) {
            if (length > window.length) {
                window = new byte[Math.max(length, Math.min(window.length * 2, 1 << 20))];
            }
            ByteBuffer to = ByteBuffer.wrap(window, 0, Math.max(length, Math.min(readAhead, window.length)));
            windowAt = at;
            windowLength = 0;
            while (to.hasRemaining() && channel.read(to, at + to.position()) > 0) {
                windowLength = to.position();
            }
            if (windowLength < length) {
                throw tooEarly(at, length, windowLength);
            }
        }
        return (int) (at - windowAt);
    }

    private static CorruptLedgerException tooEarly(long at, int expected, int found) {
        return new CorruptLedgerException(
                "file ends too early: offset=" + at + " expected=" + expected + " found=" + found);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
