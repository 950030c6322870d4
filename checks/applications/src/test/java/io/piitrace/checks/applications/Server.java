package io.piitrace.checks.applications;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody else's server in a process of its own, and requests to it. Its output goes to {@code server.txt}. */
final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Process process;
    private final Path out;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread orphanage = new Thread(this::end);

    private Server(Process process, Path out, String address) {
        this.process = process;
        this.out = out;
        this.address = address;
        Runtime.getRuntime().addShutdownHook(orphanage);
    }

    /** Returns when the server answers at this path. */
    static Server start(List<String> command, Map<String, String> environment, Path dir, int port, String path)
            throws IOException, InterruptedException {
        Path out = dir.resolve("server.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Server server = new Server(builder.start(), out, "http://127.0.0.1:" + port);
        server.await(path);
        return server;
    }

    private void await(String path) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                break;
            }
            try {
                if (get(path, Map.of()).statusCode() < 500) {
                    return;
                }
            } catch (IOException notYet) {
                // nobody listens
            }
            Thread.sleep(500);
        }
        close();
        throw new IOException("the server does not start: " + Files.readString(out));
    }

    String output() throws IOException {
        return Files.readString(out);
    }

    HttpResponse<String> get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The value of a key that holds a string, wherever it stands first. */
    static String text(String json, String key) throws IOException {
        Matcher found = Pattern.compile('"' + key + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + key + " in " + json);
        }
        return found.group(1);
    }

    /** How often a key stands in an answer. */
    static int count(String json, String key) {
        return (int)
                Pattern.compile('"' + key + "\"\\s*:").matcher(json).results().count();
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An orderly end. */
    @Override
    public void close() {
        end();
    }
}
