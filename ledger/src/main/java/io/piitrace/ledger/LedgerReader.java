package io.piitrace.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one ledger file in order, and leaves out whole blocks that hold nothing of what is asked for. It does not verify the hash chain.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Failure.</b> Bytes that are not what the format says end in a {@link CorruptLedgerException} and in nothing else. An incomplete block at the end
 * of the file, as a crash leaves it, is the end of the file.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class LedgerReader implements AutoCloseable {
    private LedgerReader() {}

    public static LedgerReader open(Path file, Scan scan) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The next record, or null after the last one. */
    public @Nullable LedgerRecord next() throws IOException {
        throw new UnsupportedOperationException();
    }

    public Origin origin() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
