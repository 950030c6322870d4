package io.piitrace.checks.applications;

import static io.piitrace.checks.applications.Expectations.entry;
import static io.piitrace.checks.applications.Expectations.field;
import static io.piitrace.checks.applications.Expectations.principal;
import static io.piitrace.checks.applications.Expectations.site;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A human-resources application as JHipster generates it, with listings and single employees read over HTTP, without the agent and with
 * it. {@code checks/jhipster} generates and builds it, and starts this.
 */
public final class Jhipster {
    private static final int PORT = 18090;
    private static final int LISTINGS = 3;
    private static final int LOGINS = 300;
    private static final String ALL = "GET /api/employees";
    private static final String ONE = "GET /api/employees/{id}";

    private Jhipster() {}

    /** Arguments: the application's jar, folder to work in. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]);
        Path dir = Files.createDirectories(Path.of(arguments[1]));
        String agent = TracedProgram.agent(
                dir,
                List.of(
                        "service=hr",
                        "field.org.example.hr.domain.Employee#salary=salary",
                        "field.org.example.hr.service.dto.EmployeeDTO#salary=salary",
                        "field.org.example.hr.service.dto.EmployeeDTO#email=email",
                        "subject.org.example.hr.domain.Employee=id",
                        "subject.org.example.hr.service.dto.EmployeeDTO=id"));
        List<String> without = answers(jar, dir, List.of());
        List<String> with = answers(jar, dir, List.of(agent));

        TracedProgram traced = TracedProgram.of(dir.resolve("traced"));
        int rows = Server.count(with.get(0), "salary");
        System.out.println(rows + " employees, " + LISTINGS + " listings and one look-up by admin; counts of salary:");
        Expectations ledger = new Expectations(traced);
        ledger.expect("answers are those of a run without the agent", true, with.equals(without));
        String dto = "EmployeeDTO#salary";
        ledger.expect(
                "listings: written as JSON",
                LISTINGS * rows,
                field(dto)
                        .and(entry(ALL))
                        .and(site("EmployeeDTO.toString").negate())
                        .and(principal("admin")));
        ledger.expect(
                "listings: written into the log by the logging aspect, twice",
                2 * LISTINGS * rows,
                field(dto).and(entry(ALL)).and(site("EmployeeDTO.toString")).and(principal("admin")));
        ledger.expect(
                "look-up: written as JSON",
                1,
                field(dto)
                        .and(entry(ONE))
                        .and(site("EmployeeDTO.toString").negate())
                        .and(principal("admin")));
        ledger.expect(
                "look-up: written into the log by the logging aspect, twice",
                2,
                field(dto).and(entry(ONE)).and(site("EmployeeDTO.toString")).and(principal("admin")));
        ledger.expect(
                "listings by anybody but admin",
                0,
                entry(ALL).and(principal("admin").negate()));
        traced.count(access -> access.context().entry()
                        + ' '
                        + access.context().principal()
                        + ' '
                        + access.site().field().display()
                        + ' '
                        + access.site().kind().code()
                        + ' '
                        + access.site().place())
                .forEach((what, count) -> System.out.printf("  %6d %s%n", count, what));
        System.exit(ledger.end());
    }

    private static List<String> answers(Path jar, Path dir, List<String> jvm) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TracedProgram.JAVA));
        command.addAll(jvm);
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--spring.profiles.active=dev",
                "--spring.docker.compose.enabled=false",
                "--server.port=" + PORT));
        List<String> answers = new ArrayList<>();
        try (Server server = Server.start(command, Map.of(), dir, PORT, "/management/health")) {
            String token = token(server);
            Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
            for (int i = 0; i < LISTINGS; i++) {
                answers.add(server.get("/api/employees", bearer).body());
            }
            answers.add(server.get("/api/employees/1", bearer).body());
        }
        return answers;
    }

    /** The application takes requests before its users are in the database. */
    private static String token(Server server) throws IOException, InterruptedException {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        String login = "{\"username\":\"admin\",\"password\":\"admin\"}";
        HttpResponse<String> answer = server.send("POST", "/api/authenticate", json, login);
        for (int attempt = 0; answer.statusCode() != 200 && attempt < LOGINS; attempt++) {
            Thread.sleep(1_000);
            answer = server.send("POST", "/api/authenticate", json, login);
        }
        return Server.text(answer.body(), "id_token");
    }
}
