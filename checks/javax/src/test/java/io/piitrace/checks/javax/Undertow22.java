package io.piitrace.checks.javax;

import io.piitrace.checks.handoffs.Server;
import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Set;
import javax.servlet.http.HttpServlet;

/** Embedded Undertow 2.2 with few threads. */
final class Undertow22 implements Server, IdentityManager {
    private final Undertow undertow;

    Undertow22(HttpServlet pages) throws Exception {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(Undertow22.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("pages")
                .setLoginConfig(new LoginConfig("BASIC", "people"))
                .setIdentityManager(this)
                .addSecurityRole("CLERK")
                .addSecurityConstraint(new SecurityConstraint()
                        .addWebResourceCollection(new WebResourceCollection().addUrlPattern("/*"))
                        .addRoleAllowed("CLERK"))
                .addServlet(Servlets.servlet("pages", pages.getClass(), new ImmediateInstanceFactory<>(pages))
                        .addMapping("/")
                        .setAsyncSupported(true));
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
        deployment.deploy();
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(4)
                .setHandler(deployment.start())
                .build();
        undertow.start();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }

    @Override
    public Account verify(Account account) {
        return account;
    }

    @Override
    public Account verify(String id, Credential credential) {
        boolean known =
                credential instanceof PasswordCredential password && id.equals(new String(password.getPassword()));
        return known ? new Clerk(() -> id) : null;
    }

    @Override
    public Account verify(Credential credential) {
        return null;
    }

    private record Clerk(Principal principal) implements Account {
        @Override
        public Principal getPrincipal() {
            return principal;
        }

        @Override
        public Set<String> getRoles() {
            return Set.of("CLERK");
        }
    }
}
