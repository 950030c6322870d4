package io.piitrace.demo.script;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Somebody who uses the application through its API. */
public final class Person {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String name;
    private final String authorization;
    private final String base;
    private final HttpClient http;

    private Person(String name, String authorization, int port) {
        this.name = name;
        this.authorization = authorization;
        this.base = "http://127.0.0.1:" + port;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Somebody with an account of the application; passwords of the demonstration are the names. */
    public static Person named(String name, int port) {
        String credentials = name + ':' + name;
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return new Person(name, "Basic " + Base64.getEncoder().encodeToString(bytes), port);
    }

    /** Somebody who comes with a token of the client's single sign-on. */
    public static Person withToken(String name, String token, int port) {
        return new Person(name, "Bearer " + token, port);
    }

    public String name() {
        return name;
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return get(path, Map.of());
    }

    public Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    public Answer post(String path) throws IOException, InterruptedException {
        return send(request(path, Map.of())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", authorization);
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** What the application answered. */
    public record Answer(int status, String body) {}
}
