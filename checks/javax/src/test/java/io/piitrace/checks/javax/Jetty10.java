package io.piitrace.checks.javax;

import io.piitrace.checks.handoffs.Server;
import javax.servlet.http.HttpServlet;
import org.eclipse.jetty.security.ConstraintMapping;
import org.eclipse.jetty.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.security.Constraint;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Embedded Jetty 10 with few threads. */
final class Jetty10 implements Server {
    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;

    Jetty10(HttpServlet pages) throws Exception {
        jetty = new org.eclipse.jetty.server.Server(new QueuedThreadPool(8));
        connector = new ServerConnector(jetty, 1, 1);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SECURITY);
        ServletHolder holder = new ServletHolder(pages);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/");
        context.setSecurityHandler(security());
        jetty.setHandler(context);
        jetty.start();
    }

    private static ConstraintSecurityHandler security() {
        UserStore store = new UserStore();
        for (int i = 0; i < PEOPLE; i++) {
            store.addUser("p" + i, Credential.getCredential("p" + i), new String[] {"CLERK"});
        }
        HashLoginService login = new HashLoginService("people");
        login.setUserStore(store);
        Constraint constraint = new Constraint("clerks", "CLERK");
        constraint.setAuthenticate(true);
        ConstraintMapping clerks = new ConstraintMapping();
        clerks.setPathSpec("/*");
        clerks.setConstraint(constraint);
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setLoginService(login);
        security.setAuthenticator(new BasicAuthenticator());
        security.addConstraintMapping(clerks);
        return security;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
    }
}
