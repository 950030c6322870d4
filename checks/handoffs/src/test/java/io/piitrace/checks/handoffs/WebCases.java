package io.piitrace.checks.handoffs;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.context.AccessContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

/** Requests whose headers claim a purpose and a ticket, to a servlet that declares its own. */
final class WebCases {
    private static Matrix.Read atServlet;

    private WebCases() {}

    static void addTo(Matrix matrix) throws Exception {
        try (Server server = Servers.start("tomcat", new Desk())) {
            request(matrix, server, "Servlet: header with purpose and ticket", "/");
            request(matrix, server, "Servlet: the same, where the code declares a purpose", "/declared");
            request(matrix, server, "Servlet: the same, where the code names a ticket", "/ticket");
        }
    }

    private static void request(Matrix matrix, Server server, String name, String path) throws Exception {
        matrix.nobody(name, read -> {
            atServlet = read;
            get(server.port(), path);
        });
    }

    private static void get(int port, String path) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header(
                                        "Authorization",
                                        "Basic " + Base64.getEncoder().encodeToString("p1:p1".getBytes()))
                                .header("X-Access-Purpose", "support-request")
                                .header("X-Access-Ticket", "CASE-1")
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    /** What it declares depends on the path. */
    private static final class Desk extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            switch (request.getRequestURI()) {
                case "/declared" -> legal();
                case "/ticket" -> AccessContext.open().ticket("CASE-2").run(atServlet);
                default -> atServlet.run();
            }
        }

        @AccessPurpose("legal")
        private void legal() {
            atServlet.run();
        }
    }
}
