package io.piitrace.ledger;

import io.piitrace.ledger.format.ByteOut;
import io.piitrace.ledger.format.FileHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file to which a ledger is being written. It comes into being with its first block.
 *
 * <p><b>Threading.</b> One thread.
 */
final class LedgerFile implements Closeable {
    private final Path path;
    private final byte[] header;
    private final FileChannel channel;
    private long length;

    private LedgerFile(Path path, byte[] header, FileChannel channel) {
        this.path = path;
        this.header = header;
        this.channel = channel;
    }

    static LedgerFile create(Path path, byte[] header) throws IOException {
        return new LedgerFile(
                path, header, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    byte[] header() {
        return header;
    }

    String ledger() throws CorruptLedgerException {
        return FileHeader.decode(header).ledgerId();
    }

    /** Bytes of whole blocks and what is before them; 0 as long as there is no block. */
    long length() {
        return length;
    }

    /** Appends these bytes, taken from this room: whole blocks, the first time with the header before them. */
    void append(ByteOut blocks, DiskRoom room) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(blocks.array(), 0, blocks.length());
        long at = length;
        int bytes = from.remaining();
        room.take(bytes);
        try {
            while (from.hasRemaining()) {
                at += channel.write(from, at);
            }
        } finally {
            room.written(bytes);
        }
        length = at;
    }

    Path path() {
        return path;
    }

    /** Forces a file that is complete; one that was deleted since needs it no longer. */
    static void force(Path complete) throws IOException {
        try (FileChannel channel = FileChannel.open(complete, StandardOpenOption.WRITE)) {
            channel.force(false);
        } catch (NoSuchFileException e) {
            return;
        }
    }

    void force() throws IOException {
        channel.force(false);
    }

    /** Takes back what is not a whole block, and closes; true if nothing is left of the file. What cannot be taken back, the next one to open the ledger cuts off. */
    boolean abandon() {
        try (channel) {
            if (length > 0) {
                channel.truncate(length);
            } else {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            return false;
        }
        return length == 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (length == 0) {
            Files.deleteIfExists(path);
        }
    }
}
