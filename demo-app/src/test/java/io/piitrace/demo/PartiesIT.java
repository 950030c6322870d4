package io.piitrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.piitrace.demo.script.Application;
import io.piitrace.demo.script.Inspector;
import io.piitrace.demo.script.SingleSignOn;
import io.piitrace.demo.script.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In which legal capacity, for which client and from which region somebody reads: told by token, role, gateway or network as the demonstration's one file of rules says, and
 * judged by the inspector.
 */
class PartiesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SSO_KEY = "a-demonstration-key-that-everybody-may-know";
    private static final String HOME = "127.0.0.1";
    private static final String GERMANY = "127.0.2.9";
    private static final String CHINA = "127.0.3.9";
    private static final String PURPOSE = "X-Access-Purpose";
    private static final String EMPLOYEES = "/api/employees?size=3";
    private static final String EXTRACT = "/api/extract?columns=number,lastName&size=3";
    private static final String SEARCH = "/api/search?q=Zimth";
    private static final String RESTORED = "/api/infrastructure/restore-check/acme";

    /** The role says nothing about the party of an HR partner. */
    private static final String HR = "\"roles\":[\"HR_PARTNER\"],\"tenant\":\"acme\"";

    private static final String ADMIN = "\"roles\":[\"PAYROLL_ADMIN\"],\"tenant\":\"acme\"";

    private static final String RULES = """
            # nobody reads from there
            deny | * | * | * | * | CN
            """;

    @TempDir
    private static Path dir;

    private static final Map<String, String> TOLD = new TreeMap<>();
    private static final Map<String, String> FOUND = new TreeMap<>();

    @BeforeAll
    static void everybodyReads() throws Exception {
        try (Application application = Stage.in(Packaged.ROOT, Packaged.JAVA).start(dir, List.of())) {
            int port = application.port();
            // the party by the token's claim, which counts for more than role and gateway
            claiming(port, "claim", ADMIN + ",\"party\":\"client-sso-user\",\"region\":\"US\"", HOME, EMPLOYEES);
            claiming(
                    port, "claim-and-header", HR + ",\"party\":\"client-sso-user\"", HOME, SEARCH, "X-Party", "system");
            claiming(
                    port,
                    "claim-denied",
                    ADMIN + ",\"party\":\"data-centre-staff\"",
                    HOME,
                    EMPLOYEES,
                    PURPOSE,
                    "client-use");
            // by authority, and where there is none by role
            account(port, "amy", EMPLOYEES);
            claiming(port, "role", ADMIN, HOME, EMPLOYEES, PURPOSE, "client-use");
            account(port, "carl", EXTRACT, PURPOSE, "client-use");
            claiming(
                    port,
                    "role-allowed",
                    "\"roles\":[\"CONSULTANT\"],\"tenant\":\"acme\"",
                    HOME,
                    EXTRACT,
                    PURPOSE,
                    "implementation");
            // by the gateway's header
            claiming(port, "header", HR, HOME, SEARCH, PURPOSE, "client-use", "X-Party", "client-user");
            claiming(port, "header-denied", HR, HOME, SEARCH, PURPOSE, "client-use", "X-Party", "data-centre-staff");
            // the tenant by header: dan has none of his own, the data are acme's
            account(port, "dan", RESTORED, PURPOSE, "infrastructure", "X-Tenant", "acme");
            claiming(
                    port,
                    "elsewhere",
                    "\"roles\":[\"DATA_CENTRE_TECHNICIAN\"]",
                    HOME,
                    RESTORED,
                    PURPOSE,
                    "infrastructure",
                    "X-Tenant",
                    "globex");
            // the region by network, unless claim or header tell it
            claiming(port, "network", ADMIN, GERMANY, EMPLOYEES, PURPOSE, "client-use");
            claiming(port, "network-denied", ADMIN, CHINA, EMPLOYEES, PURPOSE, "client-use");
            claiming(port, "region-header", ADMIN, CHINA, EMPLOYEES, PURPOSE, "client-use", "X-Region", "FR");
            claiming(port, "region-claim", ADMIN + ",\"region\":\"IT\"", CHINA, EMPLOYEES, PURPOSE, "client-use");
        }
        Inspector inspector = Inspector.jar(Packaged.JAVA, Packaged.INSPECTOR, dir);
        String ledger = dir.resolve("ledger").toString();
        Map<String, TreeSet<String>> told = new TreeMap<>();
        for (JsonNode access :
                lines(inspector.ask(List.of("export", "--accesses-only", "--format", "jsonl", ledger)))) {
            told.computeIfAbsent(access.path("principal").asText(), name -> new TreeSet<>())
                    .add(access.path("party").asText("-")
                            + ' '
                            + access.path("tenant").asText("-")
                            + ' '
                            + access.path("region").asText("-"));
        }
        told.forEach((principal, several) -> TOLD.put(principal, String.join("; ", several)));
        Path rules = Files.writeString(dir.resolve("rules.txt"), RULES);
        for (JsonNode finding :
                lines(inspector.ask(List.of("findings", "--format", "jsonl", "--rules", rules.toString(), ledger)))) {
            FOUND.merge(
                    finding.path("principal").asText(),
                    finding.path("rules").asText() + ": "
                            + finding.path("reasons").asText(),
                    (one, other) -> one + "; " + other);
        }
    }

    @Test
    void thePartyIsTheTokensThenThatOfAuthoritiesAndRolesThenTheGateways() {
        assertThat(TOLD)
                .containsEntry("claim", "client-sso-user acme US")
                .containsEntry("claim-and-header", "client-sso-user acme -")
                .containsEntry("claim-denied", "data-centre-staff acme -")
                .containsEntry("amy", "client-user acme US")
                .containsEntry("role", "client-user acme -")
                .containsEntry("carl", "consulting-partner acme GB")
                .containsEntry("role-allowed", "consulting-partner acme -")
                .containsEntry("header", "client-user acme -")
                .containsEntry("header-denied", "data-centre-staff acme -");
    }

    @Test
    void theRegionIsThatOfTheClientsNetworkUnlessClaimOrHeaderTellIt() {
        assertThat(TOLD)
                .containsEntry("network", "client-user acme DE")
                .containsEntry("network-denied", "client-user acme CN")
                .containsEntry("region-header", "client-user acme FR")
                .containsEntry("region-claim", "client-user acme IT");
    }

    @Test
    void theTenantOfWhoHasNoneIsTheGateways() {
        assertThat(TOLD)
                .containsEntry("dan", "data-centre-staff acme NL")
                .containsEntry("elsewhere", "data-centre-staff globex -");
    }

    @Test
    void whoeverReadsOutsideTheRulesIsAFindingAndNobodyElse() {
        assertThat(FOUND.keySet())
                .containsExactly("carl", "claim-denied", "elsewhere", "header-denied", "network-denied");
        assertThat(FOUND.get("carl")).contains("not-allowed: consulting-partner may not read for client-use");
        assertThat(FOUND.get("claim-denied")).contains("not-allowed: data-centre-staff may not read for client-use");
        assertThat(FOUND.get("header-denied")).contains("not-allowed: data-centre-staff may not read for client-use");
        assertThat(FOUND.get("elsewhere")).contains("cross-tenant: reads data of tenant acme in work of tenant globex");
        assertThat(FOUND.get("network-denied")).contains("not-allowed: the rules forbid it: deny | * | * | * | * | CN");
    }

    private static void claiming(int port, String who, String claims, String from, String path, String... headers)
            throws IOException {
        String token = SingleSignOn.token(SSO_KEY, "{\"sub\":\"" + who + "\"," + claims + ",\"exp\":4000000000}");
        get(port, "Bearer " + token, from, path, headers);
    }

    private static void account(int port, String who, String path, String... headers) throws IOException {
        byte[] credentials = (who + ':' + who).getBytes(StandardCharsets.UTF_8);
        get(port, "Basic " + Base64.getEncoder().encodeToString(credentials), HOME, path, headers);
    }

    /** From an address of this machine: the JDK's own client cannot choose one before 19. */
    private static void get(int port, String authorization, String from, String path, String... headers)
            throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        request.append("Connection: close\r\nAuthorization: ")
                .append(authorization)
                .append("\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName(HOME), port));
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("A-1");
        }
    }

    private static List<JsonNode> lines(Inspector.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.err()).isLessThan(2);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
