package io.piitrace.checks.handoffs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** WebFlux with Spring Security on Reactor Netty: one thread serves everybody. */
final class WebFluxCases {
    private static Matrix.Read atController;

    private WebFluxCases() {}

    static void addTo(Matrix matrix) throws Exception {
        try (var context = new AnnotationConfigApplicationContext(Beans.class)) {
            LoopResources one = LoopResources.create("web", 1, true);
            DisposableServer server = HttpServer.create()
                    .host("127.0.0.1")
                    .port(0)
                    .runOn(one)
                    .handle(new ReactorHttpHandlerAdapter(
                            WebHttpHandlerBuilder.applicationContext(context).build()))
                    .bindNow();
            for (String way : new String[] {"plain", "scheduled", "delayed"}) {
                matrix.nobody("WebFlux: " + way, read -> send(server.port(), "/" + way + "/7", read, null));
            }
            matrix.nobody("WebFlux: with a body", read -> send(server.port(), "/body", read, "x".repeat(200_000)));
            server.disposeNow();
            one.dispose();
        }
    }

    /** As dana, while erin asks for something else all the time. */
    private static void send(int port, String path, Matrix.Read read, String body) throws Exception {
        atController = read;
        HttpClient client = HttpClient.newHttpClient();
        client.sendAsync(request(port, "/open/1", "erin", null), HttpResponse.BodyHandlers.discarding());
        client.send(request(port, path, "dana", body), HttpResponse.BodyHandlers.discarding());
        client.send(request(port, "/open/1", "erin", null), HttpResponse.BodyHandlers.discarding());
    }

    private static HttpRequest request(int port, String path, String user, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":x").getBytes()))
                .header("X-Access-Purpose", "client-use");
        return body == null
                ? request.build()
                : request.header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    static class Beans {
        @Bean
        Desk desk() {
            return new Desk();
        }

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .authorizeExchange(all -> all.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(user("dana"), user("erin"));
        }

        private static org.springframework.security.core.userdetails.UserDetails user(String name) {
            return User.withUsername(name).password("{noop}x").roles("CLERK").build();
        }
    }

    @RestController
    static class Desk {
        @GetMapping("/open/{id}")
        public Mono<String> open(@PathVariable("id") String id) {
            return Mono.just("x");
        }

        @GetMapping("/plain/{id}")
        public Mono<String> plain(@PathVariable("id") String id) {
            atController.run();
            return Mono.just("x");
        }

        @GetMapping("/scheduled/{id}")
        public Mono<String> scheduled(@PathVariable("id") String id) {
            return Mono.fromCallable(WebFluxCases::read).subscribeOn(Schedulers.boundedElastic());
        }

        @GetMapping("/delayed/{id}")
        public Mono<String> delayed(@PathVariable("id") String id) {
            return Mono.delay(Duration.ofMillis(20)).map(tick -> read());
        }

        @PostMapping("/body")
        public Mono<String> body(@RequestBody Mono<String> body) {
            return body.map(text -> read());
        }
    }

    private static String read() {
        atController.run();
        return "x";
    }
}
