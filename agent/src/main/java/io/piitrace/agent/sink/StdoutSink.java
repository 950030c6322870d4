package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes JSON lines to the standard output of the process, whatever the application made of {@code System.out}. */
final class StdoutSink implements Sink {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public String name() {
        return "stdout";
    }

    @Override
    public void write(List<LedgerRecord> records) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (LedgerRecord record : records) {
            lines.append(JsonLines.line(record)).append('\n');
        }
        out.write(lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}
