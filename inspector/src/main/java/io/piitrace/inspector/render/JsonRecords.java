package io.piitrace.inspector.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.RecordVisitor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Records as JSON objects, one a line. */
final class JsonRecords implements RecordWriter, RecordVisitor {
    private final PrintWriter out;
    private final JsonGenerator json;

    JsonRecords(PrintWriter out) {
        this.out = out;
        this.json = Json.lines(out);
    }

    @Override
    public void write(LedgerRecord record) throws IOException {
        json.writeStartObject();
        try {
            record.describe(this);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void end() throws IOException {
        json.flush();
        out.flush();
    }

    @Override
    public void text(String key, String value) {
        value(key, value);
    }

    @Override
    public void texts(String key, List<String> values) {
        value(key, values);
    }

    @Override
    public void number(String key, long value) {
        value(key, value);
    }

    @Override
    public void time(String key, long epochMs) {
        value(key, Instant.ofEpochMilli(epochMs));
    }

    private void value(String key, Object value) {
        try {
            json.writeFieldName(key);
            Json.value(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
