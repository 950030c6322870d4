package io.piitrace.checks.handoffs;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.security.access.SecurityConfig;
import org.springframework.security.access.intercept.RunAsManagerImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.saml2.provider.service.authentication.DefaultSaml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2Authentication;

/** Every way of Spring Security to come to know who somebody is, by requests to a real server. */
final class SecurityCases {
    private static final Map<String, Object> AMY = Map.of(
            "preferred_username", "amy",
            "groups", List.of("PAYROLL_ADMIN"),
            "org", "acme",
            "kind", "CLIENT_SSO_USER",
            "country", "DE");

    private static Matrix.Read atServlet;

    private SecurityCases() {}

    static void addTo(Matrix matrix) throws Exception {
        try (SecuredServer server = new SecuredServer(new Desk())) {
            basic(matrix, server);
            form(matrix, server);
            said(matrix, server);
            tokens(matrix, server);
            matrix.nobody("OAuth2: login with a provider", read -> {
                Browser browser = new Browser(server, read);
                browser.get("/oauth/authorization/acme");
                browser.get("/oauth/read");
            });
            matrix.nobody("SAML: attributes of the assertion", read -> new Browser(server, read).get("/saml/read"));
        }
    }

    private static void basic(Matrix matrix, SecuredServer server) throws Exception {
        String amy = "Basic " + Base64.getEncoder().encodeToString("amy:x".getBytes());
        matrix.nobody("Basic", read -> new Browser(server, read).get("/basic/read", "Authorization", amy));
        matrix.nobody(
                "Basic, run as somebody with one more role",
                read -> new Browser(server, read).get("/basic/run-as/read", "Authorization", amy));
    }

    /** What comes along with the request itself. */
    private static void said(Matrix matrix, SecuredServer server) throws Exception {
        String carol = "Basic " + Base64.getEncoder().encodeToString("carol:x".getBytes());
        String amy = "Basic " + Base64.getEncoder().encodeToString("amy:x".getBytes());
        matrix.nobody(
                "Header: purpose and ticket of somebody who is trusted",
                read -> new Browser(server, read).get("/basic/read", claiming(carol)));
        matrix.nobody(
                "Header: the same of somebody who is not",
                read -> new Browser(server, read).get("/basic/read", claiming(amy)));
        matrix.nobody(
                "Header: the gateway says who it is for",
                read -> new Browser(server, read)
                        .get("/read", "X-Tenant", "acme", "X-Party", "consulting-partner", "X-Region", "IN"));
        matrix.nobody("Session: purpose", read -> {
            Browser browser = signedIn(server, read, "carol");
            browser.get("/form/purpose");
            browser.get("/form/read");
        });
        matrix.nobody(
                "Rule: route", read -> new Browser(server, read).get("/basic/ruled/17/read", "Authorization", amy));
        matrix.nobody("Logging context", read -> new Browser(server, read).get("/logged/read"));
    }

    private static String[] claiming(String authorization) {
        return new String[] {
            "X-Access-Purpose", "support-request", "X-Access-Ticket", "CASE-17", "Authorization", authorization
        };
    }

    private static void form(Matrix matrix, SecuredServer server) throws Exception {
        matrix.nobody(
                "Form login: the session knows her",
                read -> signedIn(server, read, "amy").get("/form/read"));
        matrix.nobody("Form login: impersonation", read -> {
            Browser carol = signedIn(server, read, "carol");
            carol.post("/form/impersonate", "username=amy");
            carol.get("/form/read");
        });
        matrix.nobody("Form login: a page that asks for nobody", read -> {
            Browser amy = signedIn(server, read, "amy");
            int before = server.loaded();
            amy.get("/form/open/read");
            if (server.loaded() != before) {
                throw new IllegalStateException("the deferred context was forced");
            }
        });
        matrix.nobody("Form login: a page that asks by itself", read -> {
            Browser amy = signedIn(server, read, "amy");
            int before = server.loaded();
            amy.get("/form/open/ask/read");
            if (server.loaded() != before + 1) {
                throw new IllegalStateException("the deferred context was not loaded once");
            }
        });
    }

    private static Browser signedIn(SecuredServer server, Matrix.Read read, String name) throws Exception {
        Browser browser = new Browser(server, read);
        browser.post("/form/login", "username=" + name + "&password=x");
        return browser;
    }

    private static void tokens(Matrix matrix, SecuredServer server) throws Exception {
        matrix.nobody("JWT: claims", read -> bearer(server, read, "/jwt/read", server.token("4711", AMY)));
        matrix.nobody(
                "JWT: without any of the claims",
                read -> bearer(server, read, "/jwt/read", server.token("4712", Map.of())));
        matrix.nobody(
                "JWT: somebody else acts for her",
                read -> bearer(
                        server,
                        read,
                        "/jwt/read",
                        server.token("amy", Map.of("act", Map.of("sub", "carol"), "org", "acme"))));
        matrix.nobody("OAuth2: opaque token, introspected", read -> bearer(server, read, "/opaque/read", "amys-token"));
    }

    private static void bearer(SecuredServer server, Matrix.Read read, String path, String token) throws Exception {
        new Browser(server, read).get(path, "Authorization", "Bearer " + token);
    }

    /** Keeps cookies and follows redirects. */
    private static final class Browser {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        private final String url;

        Browser(SecuredServer server, Matrix.Read read) {
            url = server.url();
            atServlet = read;
        }

        void get(String path, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
            send(headers.length == 0 ? request : request.headers(headers));
        }

        void post(String path, String form) throws Exception {
            send(HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        private void send(HttpRequest.Builder request) throws Exception {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.request() + ": " + response.statusCode() + response.body());
            }
        }
    }

    /** Reads under every path that ends so. */
    private static final class Desk extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            String path = request.getRequestURI();
            if (path.startsWith("/saml")) {
                Authentication amy = new Saml2Authentication(
                        new DefaultSaml2AuthenticatedPrincipal(
                                "4711", Map.of("preferred_username", List.of("amy"), "org", List.of("acme"))),
                        "<response/>",
                        AuthorityUtils.createAuthorityList("ROLE_CLERK"));
                under(amy);
            } else if (path.contains("/run-as")) {
                under(raised(SecurityContextHolder.getContext().getAuthentication()));
            } else if (path.endsWith("/purpose")) {
                request.getSession().setAttribute("purpose", "investigate-defect");
            } else if (path.endsWith("/read")) {
                if (path.startsWith("/logged")) {
                    log(
                            "user",
                            "amy",
                            "roles",
                            "clerk",
                            "kind",
                            "client-user",
                            "org",
                            "acme",
                            "seat",
                            "DE",
                            "case",
                            "CASE-3");
                }
                if (path.contains("/ask")) {
                    SecurityContextHolder.getContext();
                }
                atServlet.run();
            }
        }

        private static void log(String... pairs) {
            for (int i = 0; i < pairs.length; i += 2) {
                MDC.put(pairs[i], pairs[i + 1]);
            }
        }

        private static void under(Authentication authentication) {
            SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
            atServlet.run();
            SecurityContextHolder.clearContext();
        }

        @SuppressWarnings("deprecation") // applications that are older have it
        private static Authentication raised(Authentication amy) {
            RunAsManagerImpl manager = new RunAsManagerImpl();
            manager.setKey("x");
            return manager.buildRunAs(amy, amy, List.of(new SecurityConfig("RUN_AS_AUDITOR")));
        }
    }
}
