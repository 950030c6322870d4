package io.piitrace.checks.handoffs;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.NonLoginAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.glassfish.soteria.servlet.SamRegistrationInstaller;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** Jakarta Authentication, by which mechanisms of Jakarta Security tell the container who calls. */
final class CallerCases {
    private static Matrix.Read atServlet;

    private CallerCases() {}

    static void addTo(Matrix matrix) throws Exception {
        HttpServlet desk = new Desk();
        try (TomcatServer server = new TomcatServer(desk)) {
            AuthConfigFactory.getFactory().registerServerAuthModule(new Badges(), server.servletContext());
            matrix.nobody("Jakarta Authentication: caller and groups", read -> show(server.port(), read));
        }
    }

    /** The same through Soteria, which finds the mechanism among the beans of the application. */
    static void addSecurity(Matrix matrix) throws Exception {
        Path application = Files.createTempDirectory("soteria");
        Path classes = Files.createDirectories(application.resolve("WEB-INF/classes"));
        Files.writeString(
                application.resolve("WEB-INF/beans.xml"),
                "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='annotated'/>");
        String bean = Gatekeeper.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(classes.resolve(bean).getParent());
        try (InputStream in = CallerCases.class.getResourceAsStream('/' + bean)) {
            Files.copy(in, classes.resolve(bean));
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", application.toString());
        tomcat.enableNaming();
        ContextResource beans = new ContextResource(); // Soteria looks for them by name
        beans.setName("BeanManager");
        beans.setType("jakarta.enterprise.inject.spi.BeanManager");
        beans.setProperty("factory", "org.jboss.weld.resources.ManagerObjectFactory");
        context.getNamingResources().addResource(beans);
        context.setLoginConfig(new LoginConfig("NONE", null, null, null));
        context.getPipeline().addValve(new NonLoginAuthenticator()); // asks what is registered with the container
        context.addServletContainerInitializer(new EnhancedListener(), null);
        context.addServletContainerInitializer(new SamRegistrationInstaller(), null);
        Tomcat.addServlet(context, "desk", new Desk());
        context.addServletMappingDecoded("/*", "desk");
        tomcat.start();
        matrix.nobody(
                "Jakarta Security: mechanism of the application",
                read -> show(tomcat.getConnector().getLocalPort(), read));
        tomcat.stop();
        tomcat.destroy();
    }

    private static void show(int port, Matrix.Read read) throws Exception {
        atServlet = read;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("Badge", "amy")
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200 || !response.body().equals("amy")) {
            throw new IllegalStateException(response + response.body());
        }
    }

    private static final class Desk extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            atServlet.run();
            response.getWriter().print(request.getUserPrincipal().getName());
        }
    }

    /** Lets in whoever shows a badge. */
    private static final class Badges implements ServerAuthModule {
        private CallbackHandler handler;

        @Override
        @SuppressWarnings("rawtypes")
        public void initialize(MessagePolicy asked, MessagePolicy answered, CallbackHandler with, Map options) {
            handler = with;
        }

        @Override
        public Class<?>[] getSupportedMessageTypes() {
            return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
        }

        @Override
        public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) {
            String badge = ((HttpServletRequest) message.getRequestMessage()).getHeader("Badge");
            try {
                handler.handle(new Callback[] {
                    new CallerPrincipalCallback(client, badge),
                    new GroupPrincipalCallback(client, new String[] {"CLERK"})
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return AuthStatus.SUCCESS;
        }

        @Override
        public AuthStatus secureResponse(MessageInfo message, Subject service) {
            return AuthStatus.SEND_SUCCESS;
        }

        @Override
        public void cleanSubject(MessageInfo message, Subject client) {
            client.getPrincipals().clear();
        }
    }
}
