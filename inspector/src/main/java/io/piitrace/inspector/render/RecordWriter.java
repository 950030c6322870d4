package io.piitrace.inspector.render;

import io.piitrace.ledger.LedgerRecord;
import java.io.IOException;
import java.io.PrintWriter;

/** Writes the records of ledgers one by one, under the keys of their contract. */
public interface RecordWriter {
    void write(LedgerRecord record) throws IOException;

    void end() throws IOException;

    static RecordWriter of(Format format, PrintWriter out) {
        return format == Format.CSV ? new CsvRecords(out) : new JsonRecords(out);
    }
}
