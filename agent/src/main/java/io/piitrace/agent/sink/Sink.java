package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import java.io.IOException;
import java.util.List;

/**
 * A destination of sealed records besides the ledger.
 *
 * <p><b>Threading.</b> One thread, not the application's, and not the one that writes the ledger.
 *
 * <p><b>Failure.</b> May throw; the same records are then offered again, so that each arrives at least once.
 */
public interface Sink extends AutoCloseable {
    /** Its name in the option {@code sinks}. */
    String name();

    void write(List<LedgerRecord> records) throws IOException;

    /** Ends a write that is stuck; from another thread. The write may then fail. */
    default void abort() {}

    @Override
    void close() throws IOException;
}
