package io.piitrace.checks.handoffs;

import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Embedded Jetty with few threads. */
final class JettyServer implements Server {
    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;

    JettyServer(HttpServlet pages) throws Exception {
        jetty = new org.eclipse.jetty.server.Server(new QueuedThreadPool(8));
        connector = new ServerConnector(jetty, 1, 1);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", false, true);
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
        ConstraintMapping clerks = new ConstraintMapping();
        clerks.setPathSpec("/*");
        clerks.setConstraint(Constraint.from("clerks", Constraint.Authorization.SPECIFIC_ROLE, "CLERK"));
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
