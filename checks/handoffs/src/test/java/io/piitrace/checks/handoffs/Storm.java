package io.piitrace.checks.handoffs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code Storm SERVER REQUESTS}: lets fifty people send so many requests at once, each for her own data, in all {@link Ways}. */
public final class Storm {
    private static final int CLIENTS = 8;

    private Storm() {}

    public static void main(String[] arguments) throws Exception {
        MainThread.endsTheJvmWhenItFails();
        run(Servers.start(arguments[0]), Integer.parseInt(arguments[1]));
    }

    /** Ends the JVM when every request has been answered. */
    public static void run(Server started, int requests) throws Exception {
        try (Server server = started) {
            String base = "http://127.0.0.1:" + server.port();
            AtomicInteger next = new AtomicInteger();
            AtomicInteger answered = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> send(base, requests, next, answered));
                client.start();
                clients.add(client);
            }
            for (Thread client : clients) {
                client.join();
            }
            System.out.println("answered " + answered.get());
        }
        System.exit(0);
    }

    private static void send(String base, int requests, AtomicInteger next, AtomicInteger answered) {
        HttpClient client = HttpClient.newHttpClient();
        for (int i; (i = next.getAndIncrement()) < requests; ) {
            String person = "p" + i * 31 % Server.PEOPLE;
            String way = i % 100 == 0 ? "timeout" : Ways.ALL.get(i * 7 / 3 % Ways.ALL.size());
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + '/' + way + '/' + person))
                    .timeout(Duration.ofSeconds(20))
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString((person + ':' + person).getBytes()))
                    .build();
            try {
                client.send(request, HttpResponse.BodyHandlers.discarding());
                answered.incrementAndGet();
            } catch (Exception e) {
                System.out.println("no answer to " + way + ": " + e);
            }
        }
    }
}
