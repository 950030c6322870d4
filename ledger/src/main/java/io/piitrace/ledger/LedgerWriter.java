package io.piitrace.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Appends batches to the ledger of one JVM, and continues the ledger of the one before.
 *
 * <p><b>Threading.</b> One thread; a lock on the directory keeps other processes out.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class LedgerWriter implements AutoCloseable {
    private LedgerWriter() {}

    /** Opens or begins the ledger in this directory; fails with an {@link IOException} where another process writes it. */
    public static LedgerWriter open(Path ledgerDir, Origin origin, WriterOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Appends one block: after a crash it is there as a whole or not at all. After a failure the same batch may be appended again. */
    public void append(Batch batch, Definitions definitions) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The last position of every ring that the ledger tells of. */
    public Map<SpoolPosition.Key, SpoolPosition> positions() {
        throw new UnsupportedOperationException();
    }

    /** The spool of this run was deleted: its positions need not be kept any longer. */
    public void forget(String run) {
        throw new UnsupportedOperationException();
    }

    /** Appends a signed statement of what is there so far. */
    public void checkpoint(long nowMs) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Asks the operating system to put what was appended on the disk itself. */
    public void force() throws IOException {
        throw new UnsupportedOperationException();
    }

    public long nextSeq() {
        throw new UnsupportedOperationException();
    }

    /** Ends the ledger in order, with a closing checkpoint, and gives the directory free. */
    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
