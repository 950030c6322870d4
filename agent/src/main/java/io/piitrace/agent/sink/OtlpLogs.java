package io.piitrace.agent.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.piitrace.agent.monitor.Counter;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.RecordVisitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records as the JSON of {@code ExportLogsServiceRequest}: numbers of 64 bits are strings there, ids hexadecimal. Keys are those of {@code piitrace export}, after {@code piitrace.}. */
final class OtlpLogs {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern REJECTED = Pattern.compile("\"rejectedLogRecords\"\\s*:\\s*\"?([0-9]{1,18})");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final Set<String> OF_RESOURCE = Set.of("service", "instance");
    private static final int INFO = 9;
    private static final int WARN = 13;

    private OtlpLogs() {}

    static byte[] json(List<LedgerRecord> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(records.size() * 1024);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("resourceLogs");
            for (int from = 0, to; from < records.size(); from = to) {
                Origin origin = records.get(from).origin();
                to = from;
                while (to < records.size() && records.get(to).origin().equals(origin)) {
                    to++;
                }
                resource(json, origin, records.subList(from, to));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return bytes.toByteArray();
    }

    /** What an answer says that was not taken, and will not be however often it is sent. */
    static void reportRejected(String answer) {
        Matcher rejected = REJECTED.matcher(answer);
        if (rejected.find() && Long.parseLong(rejected.group(1)) > 0) {
            Counter.SINK_LOST.add(Long.parseLong(rejected.group(1)));
            Diagnostics.report("sink otlp: the receiver rejected records", null);
        }
    }

    private static void resource(JsonGenerator json, Origin origin, List<LedgerRecord> records) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("resource");
        json.writeArrayFieldStart("attributes");
        Attributes resource = new Attributes(json, "");
        resource.text("service.name", origin.service());
        resource.text("service.instance.id", origin.instance());
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("scopeLogs");
        json.writeStartObject();
        json.writeObjectFieldStart("scope");
        json.writeStringField("name", "io.piitrace");
        json.writeEndObject();
        json.writeArrayFieldStart("logRecords");
        for (LedgerRecord record : records) {
            logRecord(json, record);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void logRecord(JsonGenerator json, LedgerRecord record) throws IOException {
        boolean trouble = Severity.isTrouble(record);
        String type = record instanceof Notice notice ? notice.type().code() : "access";
        long timeMs = record instanceof AccessRecord access ? access.firstMs() : ((Notice) record).timeMs();
        json.writeStartObject();
        json.writeStringField("timeUnixNano", Long.toString(Math.max(0, timeMs)) + "000000");
        json.writeStringField("observedTimeUnixNano", System.currentTimeMillis() + "000000");
        json.writeNumberField("severityNumber", trouble ? WARN : INFO);
        json.writeStringField("severityText", trouble ? "WARN" : "INFO");
        json.writeStringField("eventName", "piitrace." + type);
        json.writeObjectFieldStart("body");
        json.writeStringField("stringValue", type);
        json.writeEndObject();
        json.writeArrayFieldStart("attributes");
        record.describe(new Attributes(json, "piitrace."));
        json.writeEndArray();
        String trace = record instanceof AccessRecord access ? access.context().trace() : null;
        if (trace != null && TRACE.matcher(trace).matches()) {
            json.writeStringField("traceId", trace);
        }
        json.writeEndObject();
    }

    /** Writes values into the array of attributes that is open. */
    private record Attributes(JsonGenerator json, String prefix) implements RecordVisitor {
        @Override
        public void text(String key, String value) {
            write(key, () -> json.writeStringField("stringValue", value));
        }

        @Override
        public void texts(String key, List<String> values) {
            write(key, () -> {
                json.writeObjectFieldStart("arrayValue");
                json.writeArrayFieldStart("values");
                for (String value : values) {
                    json.writeStartObject();
                    json.writeStringField("stringValue", value);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        }

        @Override
        public void number(String key, long value) {
            write(key, () -> json.writeStringField("intValue", Long.toString(value)));
        }

        @Override
        public void time(String key, long epochMs) {
            text(key, TIME.format(Instant.ofEpochMilli(epochMs)));
        }

        private void write(String key, Value value) {
            if (OF_RESOURCE.contains(key)) {
                return;
            }
            try {
                json.writeStartObject();
                json.writeStringField("key", prefix + key);
                json.writeObjectFieldStart("value");
                value.write();
                json.writeEndObject();
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Value {
        void write() throws IOException;
    }
}
