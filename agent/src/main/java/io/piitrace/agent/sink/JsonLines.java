package io.piitrace.agent.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.RecordVisitor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A record as one line of JSON, with the keys under which {@code piitrace export} writes it.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class JsonLines {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private JsonLines() {}

    /** Without a line end. */
    static String line(LedgerRecord record) throws IOException {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(record, json);
        }
        return text.toString();
    }

    static void write(List<LedgerRecord> records, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(null);
            for (LedgerRecord record : records) {
                write(record, json);
                json.writeRaw('\n');
            }
        }
    }

    private static void write(LedgerRecord record, JsonGenerator json) throws IOException {
        json.writeStartObject();
        try {
            record.describe(new Fields(json));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndObject();
    }

    /** Writes values into the object that is open. */
    private record Fields(JsonGenerator json) implements RecordVisitor {
        @Override
        public void text(String key, String value) {
            write(() -> json.writeStringField(key, value));
        }

        @Override
        public void texts(String key, List<String> values) {
            write(() -> {
                json.writeArrayFieldStart(key);
                for (String value : values) {
                    json.writeString(value);
                }
                json.writeEndArray();
            });
        }

        @Override
        public void number(String key, long value) {
            write(() -> json.writeNumberField(key, value));
        }

        @Override
        public void time(String key, long epochMs) {
            write(() -> json.writeStringField(key, TIME.format(Instant.ofEpochMilli(epochMs))));
        }

        private static void write(Write write) {
            try {
                write.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
