package io.piitrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.demo.script.Application;
import io.piitrace.demo.script.Inspector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code slf4j} sink speaks through the application's own logging: SLF4J and Logback inside Spring Boot's jar. */
class LoggedIT {
    private static final String LOGGER = "piitrace.access";
    private static final String OF_AMY = "\"principal\":\"amy\"";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    @Test
    void recordsAreInTheApplicationsLogAsTheLedgerTellsThem() throws Exception {
        String agent = "-javaagent:" + Packaged.AGENT + "=config="
                + Packaged.ROOT.resolve("demo-app/piitrace.properties") + ",sinks=slf4j,dir=" + dir;
        Application application =
                Application.start(Packaged.JAVA, Packaged.APPLICATION, dir, List.of(agent), List.of());
        List<String> logged;
        try (application) {
            assertThat(get(application.port(), "/api/employees/A-10042")).contains("A-10042");
            logged = awaitRecords(application);
        }

        Inspector inspector = Inspector.jar(Packaged.JAVA, Packaged.INSPECTOR, dir);
        List<String> told = inspector
                .ask(List.of(
                        "export", "--format", "jsonl", dir.resolve("ledger").toString()))
                .out()
                .lines()
                .filter(line -> line.contains(OF_AMY))
                .toList();
        assertThat(logged).isNotEmpty().containsExactlyElementsOf(told);
    }

    /** The records of amy in the log, once there are some and no more come. */
    private static List<String> awaitRecords(Application application) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        List<String> before = List.of();
        while (Instant.now().isBefore(end)) {
            Thread.sleep(3000);
            List<String> now = application
                    .output()
                    .lines()
                    .filter(line -> line.contains(LOGGER) && line.contains(OF_AMY))
                    .map(line -> line.substring(line.indexOf('{')))
                    .toList();
            if (!now.isEmpty() && now.equals(before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        String amy = Base64.getEncoder().encodeToString("amy:amy".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + amy)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
