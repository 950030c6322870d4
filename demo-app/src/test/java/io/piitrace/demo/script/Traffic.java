package io.piitrace.demo.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.piitrace.demo.script.Person.Answer;
import io.piitrace.demo.script.Reads.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What people do with the application, over HTTP. From each answer follows which reads it took: its rows times the fields
 * that the application reads for a row.
 *
 * <p><b>Threading.</b> One thread each.
 */
public final class Traffic {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PURPOSE = "X-Access-Purpose";

    private final int port;
    private final Reads caused;
    private final Map<Cast, Person> people = new EnumMap<>(Cast.class);
    private int requests;

    /** @param caused takes what the traffic causes */
    public Traffic(int port, Reads caused) {
        this.port = port;
        this.caused = caused;
    }

    public int requests() {
        return requests;
    }

    public void list(Cast who, int page, int size) {
        rows(who, "client-use", Shape.SUMMARY, get(who, "/api/employees?page=" + page + "&size=" + size));
    }

    public void search(Cast who, String prefix) {
        rows(who, "client-use", Shape.SUMMARY, get(who, "/api/search?q=" + prefix));
    }

    public void detail(Cast who, String number) {
        rows(who, "client-use", Shape.DETAIL, get(who, "/api/employees/" + number));
    }

    public void statements(Cast who, String number) {
        rows(who, "client-use", Shape.STATEMENT, get(who, "/api/employees/" + number + "/statements"));
    }

    public void ownStatements(Cast who) {
        rows(who, "client-use", Shape.STATEMENT, get(who, "/api/my/statements"));
    }

    public void team(Cast who, String team) {
        rows(who, "client-use", Shape.TEAM, get(who, "/api/teams/" + team));
    }

    public void taxExport(Cast who) {
        List<String> numbers = get(who, "/api/tax-export")
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        numbers.forEach(number -> row(who, who.tenant(), "compensation-run", Shape.TAX, number));
    }

    public void subjectAccess(Cast who, String number) {
        JsonNode answer = json(get(who, "/api/subject-access/" + number));
        row(who, who.tenant(), "data-subject-request", Shape.SUBJECT_ACCESS, number);
        answer.get("statements")
                .forEach(statement ->
                        row(who, who.tenant(), "data-subject-request", Shape.SUBJECT_ACCESS_STATEMENT, number));
    }

    /** An extract of numbers and last names, for implementation work, as it should be. */
    public void declaredExtract(Cast who, int page, int size) {
        String path = "/api/extract?columns=number,lastName&page=" + page + "&size=" + size;
        rows(who, "implementation", Shape.EXTRACT_LIST, get(who, path, "implementation"));
    }

    /** An extract of social security numbers for which nobody says why. */
    public void undeclaredExtract(Cast who, int page, int size) {
        String path = "/api/extract?columns=number,ssn&page=" + page + "&size=" + size;
        rows(who, "undeclared", Shape.EXTRACT_SSN, get(who, path));
    }

    public void salaries(Cast who, String instance, int size) {
        String path = "/api/instances/" + instance + "/salaries?size=" + size;
        rows(who, "operations", Shape.SALARIES, get(who, path, "operations"));
    }

    public void restoreCheck(Cast who, String instance) {
        json(get(who, "/api/infrastructure/restore-check/" + instance, "infrastructure"))
                .forEach(number -> row(who, who.tenant(), "infrastructure", Shape.RESTORE_CHECK, number.textValue()));
    }

    public void supportStatement(Cast who, String ticket, String ticketTenant, String statement) {
        JsonNode answer = json(get(who, "/api/support/tickets/" + ticket + "/statements/" + statement));
        row(
                who,
                ticketTenant,
                "support-request",
                Shape.STATEMENT,
                answer.get("number").textValue());
    }

    public void payout(Cast who) {
        int paid = run(who, "nightly-payout");
        List<String> sellers = new ArrayList<>(sellers('A', 1200));
        sellers.addAll(sellers('G', 800));
        expect("paid", sellers.size(), paid);
        sellers.forEach(number -> row(who, who.tenant(), "compensation-run", Shape.PAYOUT, number));
    }

    public void mailing(Cast who) {
        int mailed = run(who, "marketing-mailing");
        expect("mailed", 60, mailed);
        IntStream.rangeClosed(1, mailed)
                .forEach(i -> row(who, who.tenant(), "marketing", Shape.MAILING, number('G', i)));
    }

    /** A visitor of the web site fills in the form; nothing that is traced is read by that. */
    public void ask(String name, String email) {
        Browser browser = new Browser(port);
        requests += 2;
        browser.submit("/contact", Map.of("fullName", name, "email", email, "company", "none", "question", "How?"));
    }

    /** Visitors belong to no client, and have numbers of their own. */
    public void answerQuestions(Cast who) {
        json(get(who, "/api/information-requests", Map.of(PURPOSE, "service-request", "X-Access-Ticket", "WEB-2")))
                .forEach(question -> Shape.QUESTION
                        .fields()
                        .forEach(field -> caused.add(
                                new Key(
                                        who.principal(),
                                        who.party(),
                                        "",
                                        "service-request",
                                        field,
                                        question.get("id").asText(),
                                        ""),
                                1)));
    }

    /** Signs in at the form, and opens the page of one's own statements; tells the session's id. */
    public String ownStatementsPage(Cast who, String number) {
        Browser browser = new Browser(port);
        browser.submit("/login", Map.of("username", who.principal(), "password", who.principal()));
        String page = browser.open("/my/statements");
        requests += 3;
        int rows = page.split("<tr>", -1).length - 2;
        for (int i = 0; i < rows; i++) {
            row(who, who.tenant(), "client-use", Shape.STATEMENT_PAGE, number);
        }
        return browser.session();
    }

    /** The n-th employee's number, from 1. */
    public static String number(char client, int n) {
        return client + "-" + (10_000 + n);
    }

    /** Everybody but the first of every twenty, who is the manager. */
    private static List<String> sellers(char client, int employees) {
        return IntStream.rangeClosed(1, employees)
                .filter(i -> i % 20 != 1)
                .mapToObj(i -> number(client, i))
                .toList();
    }

    private void rows(Cast who, String purpose, Shape shape, String answer) {
        JsonNode rows = json(answer);
        if (rows.isArray()) {
            rows.forEach(one ->
                    row(who, who.tenant(), purpose, shape, one.get("number").textValue()));
        } else {
            row(who, who.tenant(), purpose, shape, rows.get("number").textValue());
        }
    }

    private void row(Cast who, String tenant, String purpose, Shape shape, String number) {
        String owner = number.charAt(0) == 'A' ? "acme" : "globex";
        String under = tenant == null ? "" : tenant;
        for (String field : shape.fields()) {
            caused.add(new Key(who.principal(), who.party(), under, purpose, field, number, owner), 1);
        }
    }

    private int run(Cast who, String job) {
        return json(answered(() -> person(who).post("/api/jobs/" + job), "run " + job))
                .get("people")
                .intValue();
    }

    private String get(Cast who, String path, String purpose) {
        return get(who, path, Map.of(PURPOSE, purpose));
    }

    private String get(Cast who, String path) {
        return get(who, path, Map.of());
    }

    private String get(Cast who, String path, Map<String, String> headers) {
        return answered(() -> person(who).get(path, headers), who.principal() + " GET " + path);
    }

    private Person person(Cast who) {
        return people.computeIfAbsent(who, one -> one.at(port));
    }

    private String answered(Request request, String what) {
        try {
            Answer answer = request.send();
            requests++;
            expect(what, 200, answer.status());
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void expect(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException(what + ": expected=" + expected + " found=" + found);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One exchange with the application. */
    private interface Request {
        Answer send() throws IOException, InterruptedException;
    }
}
