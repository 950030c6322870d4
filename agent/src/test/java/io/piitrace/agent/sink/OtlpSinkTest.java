package io.piitrace.agent.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpSinkTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    Path dir;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void requestIsWhatTheProtocolSays() throws Exception {
        start(HttpServer.create(new InetSocketAddress("localhost", 0), 0));
        try (Sink sink = sink("http", Map.of())) {
            sink.write(List.of(access()));
            sink.write(SyslogSinkTest.records(8, 2));
        }

        Map<?, ?> request = (Map<?, ?>) parse(bodies.get(0));
        Map<?, ?> resourceLogs = (Map<?, ?>) only(request, "resourceLogs");
        assertThat(request.keySet()).hasSize(1);
        assertThat(attributes(((Map<?, ?>) resourceLogs.get("resource"))))
                .isEqualTo(Map.of(
                        "service.name", Map.of("stringValue", "payroll"),
                        "service.instance.id", Map.of("stringValue", "one")));
        Map<?, ?> scopeLogs = (Map<?, ?>) only(resourceLogs, "scopeLogs");
        assertThat(scopeLogs.get("scope")).isEqualTo(Map.of("name", "io.piitrace"));
        Map<?, ?> log = (Map<?, ?>) only(scopeLogs, "logRecords");
        assertThat(log.keySet())
                .isEqualTo(java.util.Set.of(
                        "timeUnixNano",
                        "observedTimeUnixNano",
                        "severityNumber",
                        "severityText",
                        "eventName",
                        "body",
                        "attributes",
                        "traceId"));
        assertThat(log.get("timeUnixNano")).isEqualTo("1500000000");
        assertThat(log.get("severityNumber")).isEqualTo(9L);
        assertThat(log.get("traceId")).isEqualTo(TRACE);
        assertThat(attributes(log))
                .containsEntry("piitrace.seq", Map.of("intValue", "7"))
                .containsEntry("piitrace.field", Map.of("stringValue", "com.acme.Person#ssn"))
                .containsEntry(
                        "piitrace.roles",
                        Map.of(
                                "arrayValue",
                                Map.of("values", List.of(Map.of("stringValue", "a"), Map.of("stringValue", "b")))))
                .doesNotContainKey("piitrace.service");
        assertThat(bodies.get(1)).contains("\"severityNumber\":13", "\"eventName\":\"piitrace.loss\"");
    }

    @Test
    void whatIsNotAcceptedIsAFailure() throws Exception {
        start(HttpServer.create(new InetSocketAddress("localhost", 0), 0));
        answers.addAll(List.of(503, 200));
        Path secret = Files.writeString(dir.resolve("secret"), "Bearer abc\n");
        try (Sink sink = sink("http", Map.of("otlp.authorization.file", secret.toString()))) {
            assertThatThrownBy(() -> sink.write(List.of(access())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("HTTP/1.1 503");
            sink.write(List.of(access()));
        }
        assertThat(bodies).hasSize(2);
        assertThat(authorizations).containsExactly("Bearer abc", "Bearer abc");
    }

    @Test
    void overTlsTheReceiverHasToProveWhoItIs() throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(Receivers.tlsContext(dir)));
        start(secure);
        try (Sink sink = sink("https", Map.of())) {
            assertThatThrownBy(() -> sink.write(List.of(access()))).isInstanceOf(IOException.class);
        }
        try (Sink sink = sink("https", Map.of("otlp.ca", dir.resolve("ca.pem").toString()))) {
            sink.write(List.of(access()));
        }
        assertThat(bodies).hasSize(1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new OtlpSink(settings(Map.of("otlp.endpoint", "ftp://x/y"))))
                .hasMessage("sink.otlp.endpoint=ftp://x/y is not http://HOST:PORT/v1/logs");
    }

    private void start(HttpServer made) {
        server = made;
        made.createContext("/v1/logs", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization != null) {
                authorizations.add(authorization);
            }
            boolean json =
                    "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            int answer = !json ? 415 : answers.isEmpty() ? 200 : answers.remove(0);
            byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(answer, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        made.start();
    }

    private Sink sink(String scheme, Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(options);
        int port = server == null ? 0 : server.getAddress().getPort();
        all.put("otlp.endpoint", scheme + "://localhost:" + port + "/v1/logs");
        return new OtlpSink(settings(all));
    }

    private SinkSettings settings(Map<String, String> options) {
        return new SinkSettings(options, dir.toFile(), "x", List::of, DiskRoom.UNBOUNDED, 1 << 20);
    }

    private static LedgerRecord access() {
        return new AccessRecord(
                7,
                1500,
                1500,
                3,
                new Origin("payroll", "one"),
                new Context(
                        "acme",
                        "amy",
                        null,
                        List.of("a", "b"),
                        null,
                        null,
                        "legal",
                        "api",
                        null,
                        "GET /é",
                        TRACE,
                        null),
                new Subject("00112233445566778899aabbccddeeff", null, null),
                new Site(
                        new TracedField("com.acme.Person", "ssn", "ssn"),
                        AccessKind.GETTER,
                        "com.acme.X.y(X.java:1)",
                        null,
                        false));
    }

    private static Object only(Map<?, ?> object, String key) {
        List<?> list = (List<?>) object.get(key);
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static Map<String, Object> attributes(Map<?, ?> object) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Object each : (List<?>) object.get("attributes")) {
            Map<?, ?> attribute = (Map<?, ?>) each;
            assertThat(attribute).hasSize(2);
            attributes.put((String) attribute.get("key"), attribute.get("value"));
        }
        return attributes;
    }

    private static Object parse(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    assertThat(object.put(key, value(parser))).as(key).isNull();
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                return array;
            }
            case VALUE_NUMBER_INT -> {
                return parser.getLongValue();
            }
            default -> {
                return parser.getText();
            }
        }
    }
}
