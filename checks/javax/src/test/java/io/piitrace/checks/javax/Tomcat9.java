package io.piitrace.checks.javax;

import io.piitrace.checks.handoffs.Server;
import java.nio.file.Files;
import java.util.logging.LogManager;
import javax.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** Embedded Tomcat 9 with few threads. */
final class Tomcat9 implements Server {
    private final Tomcat tomcat = new Tomcat();

    Tomcat9(HttpServlet pages) throws Exception {
        LogManager.getLogManager().reset(); // pages fail on purpose
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxThreads", "4");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
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
        context.addServletMappingDecoded("/", "pages");
        tomcat.start();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
