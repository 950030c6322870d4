package io.piitrace.checks.peers;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** A log record of OpenTelemetry's SDK, in batches, as it comes: what its queue cannot hold it drops. */
final class OtelPeer implements Peer {
    private static final AttributeKey<String> FIELD = AttributeKey.stringKey("field");
    private static final AttributeKey<Long> SUBJECT = AttributeKey.longKey("subject");
    private static final AttributeKey<String> PRINCIPAL = AttributeKey.stringKey("principal");
    private static final AttributeKey<String> ROLE = AttributeKey.stringKey("role");
    private static final AttributeKey<String> PURPOSE = AttributeKey.stringKey("purpose");
    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("tenant");
    private static final AttributeKey<String> TRACE_ID = AttributeKey.stringKey("trace");
    private static final AttributeKey<String> PLACE = AttributeKey.stringKey("site");

    private SdkLoggerProvider provider;
    private Logger log;

    @Override
    public void open(Path dir) throws IOException {
        provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(new LineExporter(dir.resolve("reads.log")))
                        .build())
                .build();
        log = provider.get("reads");
    }

    @Override
    public long burst(Person[] people) {
        long sum = 0;
        for (Person person : people) {
            log.logRecordBuilder()
                    .setAttribute(FIELD, "Person#salary")
                    .setAttribute(SUBJECT, person.id())
                    .setAttribute(PRINCIPAL, "amy")
                    .setAttribute(ROLE, "payroll-admin")
                    .setAttribute(PURPOSE, "compensation-run")
                    .setAttribute(TENANT, "acme")
                    .setAttribute(TRACE_ID, TRACE)
                    .setAttribute(PLACE, SITE)
                    .emit();
            sum += person.salary();
        }
        return sum;
    }

    @Override
    public void await() {
        provider.forceFlush().join(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        provider.shutdown().join(60, TimeUnit.SECONDS);
    }

    @Override
    public long recorded(Path dir) throws IOException {
        return Lines.in(dir.resolve("reads.log"));
    }

    private static final class LineExporter implements LogRecordExporter {
        private final BufferedWriter out;

        LineExporter(Path file) throws IOException {
            out = Files.newBufferedWriter(file);
        }

        @Override
        public CompletableResultCode export(Collection<LogRecordData> records) {
            try {
                for (LogRecordData record : records) {
                    out.write(Long.toString(record.getObservedTimestampEpochNanos()));
                    out.write(record.getAttributes().toString());
                    out.write('\n');
                }
                return CompletableResultCode.ofSuccess();
            } catch (IOException e) {
                return CompletableResultCode.ofFailure();
            }
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            try {
                out.close();
                return CompletableResultCode.ofSuccess();
            } catch (IOException e) {
                return CompletableResultCode.ofFailure();
            }
        }
    }
}
