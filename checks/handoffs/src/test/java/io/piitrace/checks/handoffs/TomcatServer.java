package io.piitrace.checks.handoffs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.util.logging.LogManager;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** Embedded Tomcat with few threads. */
final class TomcatServer implements Server {
    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    TomcatServer(HttpServlet pages) throws Exception {
        LogManager.getLogManager().reset(); // pages fail on purpose
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxThreads", "4");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addContext("", null);
        for (int i = 0; i < PEOPLE; i++) {
            tomcat.addUser("p" + i, "p" + i);
            tomcat.addRole("p" + i, "CLERK");
        }
        SecurityCollection everything = new SecurityCollection();
        everything.addPattern("/*");
        SecurityConstraint clerks = new SecurityConstraint();
        clerks.addAuthRole("CLERK");
        clerks.addCollection(everything);
        context.addConstraint(clerks);
        context.setLoginConfig(new LoginConfig("BASIC", "people", null, null));
        context.getPipeline().addValve(new BasicAuthenticator());
        Tomcat.addServlet(context, "pages", pages).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "pages");
        tomcat.start();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    ServletContext servletContext() {
        return context.getServletContext();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
