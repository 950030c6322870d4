package io.piitrace.checks.handoffs;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.piitrace.context.AccessContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;

/** Baggage and spans of OpenTelemetry, with its library; the same program runs with its agent in place of the library. */
final class TelemetryCases {
    private static Matrix.Read atServlet;
    private static Tracer tracer;

    private TelemetryCases() {}

    static void addTo(Matrix matrix) throws Exception {
        withoutRequests(matrix);
        try (Server server = Servers.start("tomcat", new Desk())) {
            matrix.nobody("Baggage: header of a request, for what the container does not know", read -> {
                atServlet = read;
                get(server, "/", "baggage", "org=acme;secret, user=mallory, seat=D%45,why=legal, case=CASE-8");
            });
            matrix.nobody("Baggage: the same, where the code declares", read -> {
                atServlet = read;
                get(server, "/declared", "baggage", "org=acme,why=legal,case=CASE-8");
            });
            matrix.nobody("Trace: header of a request", read -> {
                atServlet = read;
                get(server, "/", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            });
            matrix.nobody("Trace: a span that begins in the request", read -> {
                atServlet = read;
                get(server, "/span");
            });
        }
    }

    static void withoutRequests(Matrix matrix) throws Exception {
        tracer = SdkTracerProvider.builder().build().get("desk");
        matrix.nobody("Baggage: of OpenTelemetry", read -> {
            try (Scope scope = amy().makeCurrent()) {
                read.run();
            }
        });
        matrix.nobody("Baggage: within a span within it", read -> {
            try (Scope scope = amy().makeCurrent()) {
                Span span = tracer.spanBuilder("pay").startSpan();
                try (Scope inner = span.makeCurrent()) {
                    read.run();
                } finally {
                    span.end();
                }
            }
        });
        matrix.nobody("Baggage: after it", read -> {
            attachAndDetach(amy());
            read.run();
        });
        matrix.nobody("Baggage: other baggage within it, then hers again", read -> {
            try (Scope scope = amy().makeCurrent()) {
                attachAndDetach(with(Map.of("user", "carol", "org", "globex")));
                read.run();
            }
        });
        matrix.nobody("Baggage: handed to a pool that OpenTelemetry wraps", read -> {
            try (Scope scope = amy().makeCurrent()) {
                Thread thread = new Thread(Context.current().wrap(read));
                thread.start();
                thread.join();
            }
        });
        matrix.nobody(
                "Baggage: in a scope of the API that names somebody else",
                read -> AccessContext.open().principal("carol").purpose("legal").call(() -> {
                    try (Scope scope = amy().makeCurrent()) {
                        read.run();
                    }
                    return null;
                }));
    }

    private static void attachAndDetach(Context context) {
        try (Scope scope = context.makeCurrent()) {
            if (Baggage.current().isEmpty()) {
                throw new IllegalStateException("there is no baggage while it is attached");
            }
        }
    }

    private static Context amy() {
        return with(
                Map.of("user", "amy", "roles", "clerk auditor", "org", "acme", "seat", "DE", "kind", "client-user"));
    }

    private static Context with(Map<String, String> values) {
        BaggageBuilder baggage = Baggage.builder();
        values.forEach(baggage::put);
        return baggage.build().storeInContext(Context.current());
    }

    private static void get(Server server, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("p1:p1".getBytes()));
        HttpRequest built = (headers.length == 0 ? request : request.headers(headers)).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(built, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.toString());
        }
    }

    private static final class Desk extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            switch (request.getRequestURI()) {
                case "/declared" ->
                    AccessContext.open()
                            .purpose("support-request")
                            .ticket("CASE-9")
                            .run(atServlet);
                case "/span" -> {
                    tracer.spanBuilder("read").startSpan().end();
                    atServlet.run();
                }
                default -> atServlet.run();
            }
        }
    }
}
