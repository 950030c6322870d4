package io.piitrace.checks.handoffs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whom an application asks who somebody is: endpoints of OAuth2 for introspection, authorization, tokens and users. */
final class Provider implements AutoCloseable {
    private static final String AMY = "\"sub\":\"4711\",\"preferred_username\":\"amy\",\"groups\":[\"PAYROLL_ADMIN\"],"
            + "\"org\":\"acme\",\"kind\":\"CLIENT_SSO_USER\",\"country\":\"DE\"";

    private final HttpServer http;

    Provider() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/introspect", form -> "amys-token".equals(form.get("token")) ? "{\"active\":true," + AMY + "}" : "{}");
        answer("/token", form -> "{\"access_token\":\"amys-token\",\"token_type\":\"Bearer\",\"expires_in\":60}");
        answer("/user", form -> "{" + AMY + "}");
        http.createContext("/authorize", handler(exchange -> {
            Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
            String back = query.get("redirect_uri") + "?code=one&state="
                    + query.get("state").replace("=", "%3D");
            exchange.getResponseHeaders().add("Location", back);
            exchange.sendResponseHeaders(302, -1);
        }));
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private interface Answer {
        String to(Map<String, String> form);
    }

    private void answer(String path, Answer answer) {
        http.createContext(path, handler(exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = answer.to(form(body)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }));
    }

    private static HttpHandler handler(HttpHandler inner) {
        return exchange -> {
            try (HttpExchange closing = exchange) {
                inner.handle(closing);
            }
        };
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
