package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends records as OpenTelemetry logs: OTLP/HTTP in JSON, a request for each portion, over a connection of its own.
 *
 * <p><b>Failure.</b> Whatever is not answered by 200 is sent again. What the receiver says that it rejects of an accepted portion is not: the protocol forbids it.
 */
final class OtlpSink implements Sink {
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private final URI endpoint;
    private final String host;
    private final boolean tls;
    private final @Nullable File ca;
    private final @Nullable File authorization;
    private volatile @Nullable Connection connection;

    OtlpSink(SinkSettings settings) {
        String given = settings.text("otlp.endpoint", "http://localhost:4318/v1/logs");
        endpoint = URI.create(given);
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        if (endpoint.getHost() == null || !List.of("http", "https").contains(scheme)) {
            throw new IllegalArgumentException("sink.otlp.endpoint=" + given + " is not http://HOST:PORT/v1/logs");
        }
        host = String.valueOf(endpoint.getHost());
        tls = scheme.equals("https");
        ca = settings.file("otlp.ca");
        authorization = settings.file("otlp.authorization.file");
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public void write(List<LedgerRecord> records) throws IOException {
        byte[] body = OtlpLogs.json(records);
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? 443 : 80;
        try (Connection to = Connection.open(host, port, tls, ca)) {
            connection = to;
            OutputStream out = to.out();
            out.write(head(body.length));
            out.write(body);
            out.flush();
            String answer = new String(to.in().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
            if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*")) {
                throw new IOException(
                        endpoint + " answered " + answer.lines().findFirst().orElse("nothing"));
            }
            OtlpLogs.reportRejected(answer);
        } finally {
            connection = null;
        }
    }

    private byte[] head(int length) throws IOException {
        String path = endpoint.getRawPath() == null || endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        String head = "POST " + path + query + " HTTP/1.1\r\nHost: " + endpoint.getRawAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\nUser-Agent: piitrace\r\nConnection: close\r\n" + authorization() + "\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    /** Read each time: such a secret may be replaced while the JVM runs. */
    private String authorization() throws IOException {
        if (authorization == null) {
            return "";
        }
        try (BufferedReader in = new BufferedReader(new FileReader(authorization, StandardCharsets.US_ASCII))) {
            String line = in.readLine();
            return line == null ? "" : "Authorization: " + line.strip() + "\r\n";
        }
    }

    @Override
    public void abort() {
        Connection present = connection;
        if (present != null) {
            try {
                present.close();
            } catch (IOException e) {
                return; // it is of no use any more
            }
        }
    }

    @Override
    public void close() {
        abort();
    }
}
