package io.piitrace.checks.handoffs;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.resteasy.spi.ResteasyProviderFactory;

/** JAX-RS: whom the container knows, and whom a filter of the application has found out. */
final class RestCases {
    private static Matrix.Read atResource;

    private RestCases() {}

    static void addTo(Matrix matrix) throws Exception {
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl()); // there are two implementations on this class path
        HttpServlet jersey =
                new ServletContainer(new ResourceConfig().register(new People()).register(new Badges()));
        requests(matrix, "Jersey", jersey);
        RuntimeDelegate.setInstance(ResteasyProviderFactory.newInstance());
        requests(matrix, "RESTEasy", new Dispatcher());
    }

    private static void requests(Matrix matrix, String name, HttpServlet implementation) throws Exception {
        try (Server server = Servers.start("tomcat", implementation)) {
            matrix.nobody(name + ": whom the container knows", read -> get(server, read));
            matrix.nobody(name + ": whom a filter has found out", read -> get(server, read, "Badge", "amy"));
        }
    }

    private static void get(Server server, Matrix.Read read, String... headers) throws Exception {
        atResource = read;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/people/jane/salary"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("p1:p1".getBytes()));
        HttpRequest built = (headers.length == 0 ? request : request.headers(headers)).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(built, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response + response.body());
        }
    }

    /** RESTEasy, configured by hand and not by a file. */
    private static final class Dispatcher extends HttpServletDispatcher {
        private static final long serialVersionUID = 1;

        @Override
        public void init(ServletConfig config) throws ServletException {
            ResteasyDeployment deployment = new ResteasyDeploymentImpl();
            deployment.setResources(List.of(new People()));
            deployment.setProviders(List.of(new Badges()));
            config.getServletContext().setAttribute(ResteasyDeployment.class.getName(), deployment);
            super.init(config);
        }
    }

    /** The name in the path is not to be in the ledger. */
    @Path("people")
    public static final class People {
        @GET
        @Path("{name}/salary")
        public String salary() {
            atResource.run();
            return "x";
        }
    }

    /** Authentication of the application's own. */
    public static final class Badges implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String badge = request.getHeaderString("Badge");
            if (badge != null) {
                request.setSecurityContext(new Badge(() -> badge));
            }
        }
    }

    private record Badge(Principal principal) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "badge";
        }
    }
}
