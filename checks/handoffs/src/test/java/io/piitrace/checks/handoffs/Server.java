package io.piitrace.checks.handoffs;

import jakarta.servlet.http.HttpServlet;

/** A servlet container that lets people in by HTTP basic authentication: {@code p7} with the password {@code p7} has the role CLERK. */
interface Server extends AutoCloseable {
    int PEOPLE = 50;

    int port();

    static Server start(String name, HttpServlet pages) throws Exception {
        return switch (name) {
            case "tomcat" -> new TomcatServer(pages);
            case "jetty" -> new JettyServer(pages);
            case "undertow" -> new UndertowServer(pages);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
