package io.piitrace.checks.handoffs;

import jakarta.servlet.http.HttpServlet;

/** The containers, by their names. */
final class Servers {
    private Servers() {}

    /** With the pages of the storm. */
    static Server start(String name) throws Exception {
        return start(name, new Pages());
    }

    static Server start(String name, HttpServlet pages) throws Exception {
        return switch (name) {
            case "tomcat" -> new TomcatServer(pages);
            case "jetty" -> new JettyServer(pages);
            case "undertow" -> new UndertowServer(pages);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
