package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.woven.Web;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static IntSupplier web;
    private static int port;

    @BeforeAll
    static void start() throws ReflectiveOperationException {
        TestBridge.configure(Map.of(), Map.of());
        web = new WovenLoader(Map.of()).copyOf(Web.class, IntSupplier.class);
        port = web.getAsInt();
    }

    @AfterAll
    static void stop() throws Exception {
        ((AutoCloseable) web).close();
    }

    @Test
    void theRequestSaysWhoAndWhy() throws Exception {
        assertThat(get(
                        "/authorised/42/report",
                        "User",
                        "amy",
                        "X-Access-Purpose",
                        "support-request",
                        "X-Access-Ticket",
                        "CASE-17",
                        "X-Request-Id",
                        "r-1",
                        "Cookie",
                        "JSESSIONID=0123456789",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .startsWith("amy client-user acme DE payroll-admin support-request request-header CASE-17"
                        + " GET /authorised/{id}/report hash-of-10 0af7651916cd43dd8448eb211c80319c r-1"
                        + " claims null null\n");
    }

    @Test
    void aRequestThatDeclaresNothingIsUndeclared() throws Exception {
        assertThat(get("/authorised/x", "User", "amy")).contains(" undeclared none ");
    }

    @Test
    void anUndeclaredRequestHasThePurposeOfItsEntry() throws Exception {
        assertThat(get("/ruled/x")).contains(" monitor-performance rule null GET /ruled/x ");
        assertThat(get("/ruled/x/y")).contains(" undeclared none ");
    }

    @Test
    void aHeaderIsBelievedFromPartiesThatMayDeclareAPurpose() throws Exception {
        assertThat(get("/open", "X-Access-Purpose", "legal")).contains(" undeclared none ");
        assertThat(get("/authorised/x", "User", "amy", "X-Access-Purpose", "legal"))
                .startsWith("amy client-user acme DE payroll-admin legal request-header ");
    }

    @Test
    void theCodesPurposeWinsOverTheHeaderAndBothAreKept() throws Exception {
        assertThat(get("/authorised/legal", "User", "amy", "X-Access-Purpose", "client-use"))
                .startsWith("amy client-user acme DE payroll-admin legal annotation ")
                .contains(" claims client-use null\n");
        assertThat(get("/authorised/legal", "User", "amy")).contains(" legal annotation ", " claims null null\n");
    }

    @Test
    void theCodesTicketWinsOverTheHeaderAndBothAreKept() throws Exception {
        assertThat(get("/authorised/ticket", "User", "amy", "X-Access-Ticket", "CASE-1"))
                .contains(" undeclared none CASE-2 ", " claims null CASE-1\n");
        assertThat(get("/authorised/ticket", "User", "amy", "X-Access-Ticket", "CASE-2"))
                .contains(" undeclared none CASE-2 ", " claims null null\n");
        assertThat(get("/authorised/ticket", "User", "amy"))
                .contains(" undeclared none CASE-2 ", " claims null null\n");
    }

    @Test
    void aClaimThatIsNotBelievedIsKeptAsAClaim() throws Exception {
        assertThat(get("/open", "X-Access-Purpose", "legal")).contains(" undeclared none ", " claims legal null\n");
    }

    @Test
    void aDeferredContextIsNeverForced() throws Exception {
        String before = get("/open", "User", "amy");
        String after = get("/open", "User", "amy");

        assertThat(after).startsWith("null null null null  undeclared none ");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void anonymousIsNobody() throws Exception {
        assertThat(get("/authorised/x")).startsWith("null null null null  undeclared ");
    }

    @Test
    void aLoginWithinTheRequestIsSeen() throws Exception {
        String[] said = get("/login").split("\n");

        assertThat(said[0]).startsWith("null null");
        assertThat(said[1]).startsWith("late client-user acme DE payroll-admin undeclared ");
    }

    @Test
    void aLogoutRemovesThePerson() throws Exception {
        String[] said = get("/authorised/logout", "User", "amy").split("\n");

        assertThat(said[0]).startsWith("amy ");
        assertThat(said[1]).startsWith("null null null null  undeclared ");
    }

    @Test
    void whatTheApplicationForgetsToClearReachesNobodyElse() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(get("/leak", "User", "amy")).startsWith("amy ");
            assertThat(get("/open", "User", "bob")).startsWith("null ");
        }
    }

    @Test
    void workStartedByTheRequestOnAThreadOfTheContainerIsHers() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(get("/authorised/async", "User", "amy" + i)).startsWith("amy" + i + " client-user ");
        }
    }

    @Test
    void aDispatchAfterAsynchronousWorkStartsAfresh() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(get("/authorised/async/dispatch", "User", "amy" + i))
                    .matches("(?s)amy" + i + " client-user .*amy" + i + " client-user .*");
        }
    }

    @Test
    void theLoggingContextSaysWhatTheConfigurationNames() throws Exception {
        assertThat(get("/authorised/logged", "User", "amy"))
                .startsWith("amy ")
                .endsWith(" from-the-log claims null null");
        assertThat(get("/authorised/x", "User", "amy")).doesNotContain("from-the-log");
    }

    @Test
    void headersThatAreNoCodesAreIgnored() throws Exception {
        assertThat(get("/authorised/x", "User", "amy", "X-Access-Purpose", "client use; drop"))
                .contains(" undeclared none ");
    }

    @Test
    void aStormOfMixedPeopleGetsNobodyWrong() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(12);
        List<Callable<String>> calls = new ArrayList<>();
        String[] paths = {
            "/authorised/x", "/leak", "/authorised/fail", "/authorised/logout", "/authorised/async", "/login"
        };
        for (int i = 0; i < 2000; i++) {
            String user = "user" + i % 50;
            String path = paths[i % paths.length];
            calls.add(() -> path + " " + user + " " + get(path, "User", user));
        }
        int wrong = 0;
        try {
            for (Future<String> said : clients.invokeAll(calls)) {
                String[] words = said.get().split("\\s");
                String expected = words[0].equals("/login") ? "null" : words[1];
                boolean failed = words[0].endsWith("fail");
                wrong += failed || words[2].equals(expected) ? 0 : 1;
            }
        } finally {
            clients.shutdown();
        }
        assertThat(wrong).isZero();
    }

    private static String get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
