package io.piitrace.checks.handoffs;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.NoticeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link SourceMatrix}; {@code -Dpiitrace.test.regenerate=true} writes its table into docs/identity.md anew. */
class SourceMatrixIT {
    private static final Path PAGE = Path.of(System.getProperty("piitrace.test.root"), "docs/identity.md");
    private static final String BEGIN = "<!-- sources:begin -->\n";
    private static final String END = "<!-- sources:end -->";
    private static final Path OPTIONS =
            Path.of("src/test/resources/sources.properties").toAbsolutePath();

    private static final String[] SWITCHED_OFF = Stream.of(
                    "spring-security",
                    "claim",
                    "container",
                    "jax-rs",
                    "role",
                    "network",
                    "request-header",
                    "message-header",
                    "session",
                    "job",
                    "message")
            .map(source -> "(" + source + ")")
            .toArray(String[]::new);

    /** What is known, and by which source, separated as in the table. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry(
                    "Basic",
                    "amy (spring-security) | clerk | client-user (spring-security) | acme (spring-security) | DE (spring-security) | undeclared, GET /basic/read"),
            Map.entry(
                    "Basic, run as somebody with one more role",
                    "amy (spring-security) | clerk, run-as-auditor | client-user (spring-security) | acme (spring-security) | DE (spring-security) | undeclared, GET /basic/run-as/read"),
            Map.entry(
                    "Form login: the session knows her",
                    "amy (spring-security) | clerk | client-user (spring-security) | acme (spring-security) | DE (spring-security) | undeclared, GET /form/read, in a session"),
            Map.entry(
                    "Form login: impersonation",
                    "carol (spring-security) | acting-as:amy, clerk, previous-administrator | provider-staff (role) | acme (spring-security) | FR (network) | operations (default), GET /form/read, in a session"),
            Map.entry(
                    "Form login: a page that asks for nobody",
                    " |  |  |  | FR (network) | undeclared, GET /form/open/read, in a session"),
            Map.entry(
                    "Form login: a page that asks by itself",
                    "amy (spring-security) | clerk | client-user (spring-security) | acme (spring-security) | DE (spring-security) | undeclared, GET /form/open/ask/read, in a session"),
            Map.entry(
                    "Header: purpose and ticket of somebody who is trusted",
                    "carol (spring-security) | support | provider-staff (role) |  | FR (network) | support-request (request-header), ticket CASE-17, GET /basic/read"),
            Map.entry(
                    "Header: the same of somebody who is not",
                    "amy (spring-security) | clerk | client-user (spring-security) | acme (spring-security) | DE (spring-security) | undeclared, claims support-request, ticket CASE-17, GET /basic/read"),
            Map.entry(
                    "Header: the gateway says who it is for",
                    " |  | consulting-partner (request-header) | acme (request-header) | IN (request-header) | undeclared, GET /read"),
            Map.entry(
                    "Session: purpose",
                    "carol (spring-security) | support | provider-staff (role) |  | FR (network) | investigate-defect (session), GET /form/read, in a session"),
            Map.entry(
                    "Rule: route",
                    "amy (spring-security) | clerk | client-user (spring-security) | acme (spring-security) | DE (spring-security) | client-use (rule), GET /basic/ruled/{id}/read"),
            Map.entry(
                    "Logging context",
                    "amy (mdc) | clerk | client-user (mdc) | acme (mdc) | DE (mdc) | undeclared, ticket CASE-3, GET /logged/read"),
            Map.entry(
                    "JWT: claims",
                    "amy (claim) | payroll-admin | client-sso-user (claim) | acme (claim) | DE (claim) | undeclared, GET /jwt/read"),
            Map.entry(
                    "JWT: without any of the claims",
                    "4712 (spring-security) |  |  |  | FR (network) | undeclared, GET /jwt/read"),
            Map.entry(
                    "JWT: somebody else acts for her",
                    "carol (claim) | acting-as:amy |  | acme (claim) | FR (network) | undeclared, GET /jwt/read"),
            Map.entry(
                    "OAuth2: opaque token, introspected",
                    "amy (claim) | payroll-admin | client-sso-user (claim) | acme (claim) | DE (claim) | undeclared, GET /opaque/read"),
            Map.entry(
                    "OAuth2: login with a provider",
                    "amy (claim) | payroll-admin | client-sso-user (claim) | acme (claim) | DE (claim) | undeclared, GET /oauth/read, in a session"),
            Map.entry(
                    "SAML: attributes of the assertion",
                    "amy (claim) | clerk | client-user (role) | acme (claim) | FR (network) | undeclared, GET /saml/read"),
            Map.entry("Code: @AccessPurpose", " |  |  |  |  | legal (annotation)"),
            Map.entry(
                    "Code: AccessContext",
                    "amy (api) | payroll-admin | client-user (api) | acme (api) | DE (api) | legal (api), ticket CASE-1"),
            Map.entry("Rule: class and method", " |  |  |  |  | upgrade (rule)"),
            Map.entry(
                    "Spring: @Scheduled, purpose by a rule",
                    "Payout.nightly (job) |  | system (job) |  |  | compensation-run (rule), job:Payout.nightly"),
            Map.entry(
                    "Jersey: whom the container knows",
                    "p1 (container) | clerk | client-user (role) |  | FR (network) | undeclared, GET /people/{name}/salary"),
            Map.entry(
                    "Jersey: whom a filter has found out",
                    "amy (jax-rs) |  |  |  |  | undeclared, GET /people/{name}/salary"),
            Map.entry(
                    "RESTEasy: whom the container knows",
                    "p1 (container) | clerk | client-user (role) |  | FR (network) | undeclared, GET /people/{name}/salary"),
            Map.entry(
                    "RESTEasy: whom a filter has found out",
                    "amy (jax-rs) |  |  |  |  | undeclared, GET /people/{name}/salary"),
            Map.entry(
                    "Baggage: of OpenTelemetry",
                    "amy (baggage) | auditor, clerk | client-user (baggage) | acme (baggage) | DE (baggage) | undeclared"),
            Map.entry(
                    "Baggage: within a span within it",
                    "amy (baggage) | auditor, clerk | client-user (baggage) | acme (baggage) | DE (baggage) | undeclared"),
            Map.entry("Baggage: after it", " |  |  |  |  | not-expected"),
            Map.entry(
                    "Baggage: other baggage within it, then hers again",
                    "amy (baggage) | auditor, clerk | client-user (baggage) | acme (baggage) | DE (baggage) | undeclared"),
            Map.entry(
                    "Baggage: handed to a pool that OpenTelemetry wraps",
                    "amy (baggage) | auditor, clerk | client-user (baggage) | acme (baggage) | DE (baggage) | undeclared"),
            Map.entry(
                    "Baggage: in a scope of the API that names somebody else",
                    "carol (api) |  |  | acme (baggage) |  | legal (api)"),
            Map.entry(
                    "Baggage: header of a request, for what the container does not know",
                    "p1 (container) | clerk | client-user (role) | acme (baggage) | FR (network) | undeclared, claims legal, ticket CASE-8, GET /"),
            Map.entry(
                    "Baggage: the same, where the code declares",
                    "p1 (container) | clerk | client-user (role) | acme (baggage) | FR (network) | support-request (api), claims legal, ticket CASE-9, claims ticket CASE-8, GET /declared"),
            Map.entry(
                    "gRPC: baggage and a ticket in the metadata",
                    "amy (baggage) |  |  | acme (baggage) |  | undeclared, ticket CASE-17, grpc:acme.Payroll/Pay"),
            Map.entry(
                    "JMS: whom a trusted header names, with a ticket and baggage",
                    "dave (message-header) |  |  | acme (baggage) |  | undeclared, ticket CASE-17, jms:payouts"),
            Map.entry(
                    "JMS: baggage alone",
                    "amy (baggage) |  |  | acme (baggage) |  | undeclared, ticket CASE-8, jms:payouts"),
            Map.entry(
                    "Kafka: whom a trusted header names, with a ticket and baggage",
                    "dave (message-header) |  |  | acme (baggage) |  | undeclared, ticket CASE-17, kafka:cases"),
            Map.entry(
                    "Trace: header of a request",
                    "p1 (container) | clerk | client-user (role) |  | FR (network) | undeclared, GET /, traced"),
            Map.entry(
                    "Trace: a span that begins in the request",
                    "p1 (container) | clerk | client-user (role) |  | FR (network) | undeclared, GET /span, traced"),
            Map.entry(
                    "Jakarta Security: mechanism of the application",
                    "amy (container) | clerk | client-user (role) |  | FR (network) | undeclared, GET /"),
            Map.entry(
                    "Jakarta Authentication: caller and groups",
                    "amy (container) | clerk | client-user (role) |  | FR (network) | undeclared, GET /"));

    @TempDir
    private Path dir;

    @Test
    void whatIsKnownIsRightAndSaysHowItIsKnown() throws Exception {
        Jvm jvm = new Jvm(dir);
        List<String> names = jvm.run(",config=" + OPTIONS, SourceMatrix.class);
        Recorded recorded = new Recorded(jvm.ledger(), names.size(), "acme", "globex");
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), told(recorded.of(i + 1).keySet()));
        }

        assertThat(new TreeMap<>(found)).containsExactlyEntriesOf(new TreeMap<>(EXPECTED));
        assertThat(recorded.notices(NoticeType.GAP)).isEmpty();
        holdThePage(found);
    }

    @Test
    void baggageThatTheAgentOfOpenTelemetryHoldsSaysTheSame() throws Exception {
        Path agent = Path.of("target/agents/opentelemetry-javaagent.jar").toAbsolutePath();
        Jvm jvm = new Jvm(
                dir,
                "-javaagent:" + agent,
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none");
        List<String> names = jvm.run(",config=" + OPTIONS, SourceMatrix.class, "baggage");
        Recorded recorded = new Recorded(jvm.ledger(), names.size(), "acme", "globex");

        assertThat(names).hasSizeGreaterThan(5);
        for (int i = 0; i < names.size(); i++) {
            assertThat(told(recorded.of(i + 1).keySet())).as(names.get(i)).isEqualTo(EXPECTED.get(names.get(i)));
        }
    }

    /** Nobody is known by what is switched off, and nothing that was read is missing for it. */
    @Test
    void whatIsSwitchedOffSaysNothing() throws Exception {
        Path options = with("identity.off=request,container,spring-security,jax-rs,job,message,call,trace");
        Jvm jvm = new Jvm(dir);
        List<String> names = jvm.run(",config=" + options, SourceMatrix.class);
        Recorded recorded = new Recorded(jvm.ledger(), names.size(), "acme", "globex");

        assertThat(names).containsAll(EXPECTED.keySet());
        for (int i = 0; i < names.size(); i++) {
            Set<Context> contexts = recorded.of(i + 1).keySet();
            assertThat(contexts).as(names.get(i)).isNotEmpty();
            if (names.get(i).startsWith("Code: ")) {
                assertThat(told(contexts)).isEqualTo(EXPECTED.get(names.get(i)));
            } else {
                assertThat(told(contexts)).as(names.get(i)).doesNotContain(SWITCHED_OFF);
            }
        }
    }

    @Test
    void rolesTenantsAndRegionsAreAuthoritiesWithTheirConfiguredPrefix() throws Exception {
        Path options =
                with("identity.authority.role=ORG_\nidentity.authority.tenant=FROM_\nidentity.authority.region=ROLE_");
        Jvm jvm = new Jvm(dir);
        List<String> names = jvm.run(",config=" + options, SourceMatrix.class, "security");
        Recorded recorded = new Recorded(jvm.ledger(), names.size(), "acme", "globex", "DE");

        assertThat(told(recorded.of(1 + names.indexOf("Basic")).keySet()))
                .isEqualTo("amy (spring-security) | acme | client-user (spring-security) | DE (spring-security) |"
                        + " CLERK (spring-security) | undeclared, GET /basic/read");
    }

    /** The usual options, and these after them. */
    private Path with(String more) throws IOException {
        return Files.writeString(dir.resolve("more.properties"), Files.readString(OPTIONS) + more + '\n');
    }

    @Test
    void aProgramThatARuleGivesAPurposeIsAJobOnItsMainThreadAndBeyond() throws Exception {
        Jvm jvm = new Jvm(dir);
        jvm.run(",purpose.main/Bat*=compensation-run", Batch.class);
        Recorded recorded = new Recorded(jvm.ledger(), 2);

        String batch = "Batch (job) |  | system (job) |  |  | compensation-run (rule), main:Batch";
        assertThat(told(recorded.of(1).keySet())).isEqualTo(batch);
        assertThat(told(recorded.of(2).keySet())).isEqualTo(batch);
    }

    @Test
    void withoutARuleAProgramHasNoRequester() throws Exception {
        Jvm jvm = new Jvm(dir);
        jvm.run("", Batch.class);
        Recorded recorded = new Recorded(jvm.ledger(), 2);

        assertThat(told(recorded.of(1).keySet())).isEqualTo(" |  |  |  |  | not-expected");
        assertThat(told(recorded.of(2).keySet())).isEqualTo(" |  |  |  |  | not-expected");
    }

    private static String told(Set<Context> contexts) {
        return contexts.stream()
                .map(SourceMatrixIT::told)
                .sorted()
                .distinct()
                .reduce((a, b) -> a + " / " + b)
                .orElse("nothing");
    }

    private static String told(Context context) {
        List<String> why = new ArrayList<>(List.of(by(context.purpose(), context.purposeSource())));
        add(why, "claims ", context.claimedPurpose());
        add(why, "ticket ", context.ticket());
        add(why, "claims ticket ", context.claimedTicket());
        add(why, "", context.entry());
        add(why, "", context.session() == null ? null : "in a session");
        add(why, "", context.trace() == null ? null : "traced");
        return String.join(
                " | ",
                by(context.principal(), context.sources().principal()),
                String.join(", ", context.roles().stream().sorted().toList()),
                by(context.party(), context.sources().party()),
                by(context.tenant(), context.sources().tenant()),
                by(context.region(), context.sources().region()),
                String.join(", ", why));
    }

    private static String by(String value, String source) {
        return value == null ? "" : source == null || source.equals("none") ? value : value + " (" + source + ")";
    }

    private static void add(List<String> to, String before, String value) {
        if (value != null) {
            to.add(before + value);
        }
    }

    private static void holdThePage(Map<String, String> found) throws IOException {
        StringBuilder table = new StringBuilder(
                "| known by | principal | roles | party | tenant | region | why |\n|---|---|---|---|---|---|---|\n");
        found.forEach((name, told) ->
                table.append("| ").append(name).append(" | ").append(told).append(" |\n"));
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("piitrace.test.regenerate")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).isEqualTo(table.toString());
        }
    }
}
