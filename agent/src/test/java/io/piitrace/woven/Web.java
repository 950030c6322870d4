package io.piitrace.woven;

import io.piitrace.agent.context.Frames;
import io.piitrace.annotation.AccessPurpose;
import io.piitrace.context.AccessContext;
import io.piitrace.context.AccessContext.Scope;
import io.piitrace.ledger.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.logging.LogManager;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.slf4j.MDC;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** A web application on Tomcat with what Spring Security does to the thread; tests run a hooked copy of it. */
public class Web implements IntSupplier, AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final AtomicInteger forced = new AtomicInteger();

    static {
        LogManager.getLogManager().reset(); // pages fail on purpose
    }

    /** Starts it, and returns its port. */
    @Override
    public int getAsInt() {
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("maxThreads", "4");
            var context = tomcat.addContext("", null);
            Tomcat.addServlet(context, "pages", new Pages()).setAsyncSupported(true);
            context.addServletMappingDecoded("/", "pages");
            FilterDef definition = new FilterDef();
            definition.setFilterName("security");
            definition.setFilter(new Security());
            definition.setAsyncSupported("true");
            context.addFilterDef(definition);
            FilterMap everywhere = new FilterMap();
            everywhere.setFilterName("security");
            everywhere.addURLPattern("/*");
            everywhere.setDispatcher(DispatcherType.REQUEST.name());
            everywhere.setDispatcher(DispatcherType.ASYNC.name());
            context.addFilterMap(everywhere);
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** {@code principal party tenant region roles purpose purposeSource ticket entry}, as the recorder would see them. */
    static String now() {
        Context now = Frames.current().values();
        return String.join(
                " ",
                List.of(
                        "" + now.principal(),
                        "" + now.party(),
                        "" + now.tenant(),
                        "" + now.region(),
                        String.join(",", now.roles()),
                        now.purpose(),
                        now.purposeSource(),
                        "" + now.ticket(),
                        "" + now.entry(),
                        "" + now.session(),
                        "" + now.trace(),
                        "" + now.request(),
                        "claims",
                        "" + now.claimedPurpose(),
                        "" + now.claimedTicket()));
    }

    static Authentication person(String name) {
        return new UsernamePasswordAuthenticationToken(
                name,
                "secret",
                AuthorityUtils.createAuthorityList(
                        "ROLE_PAYROLL_ADMIN", "PARTY_CLIENT_USER", "TENANT_acme", "REGION_DE", "SCOPE_read"));
    }

    /** What the filters of Spring Security do with the holder; who it is comes with the request. */
    private final class Security implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest http = (HttpServletRequest) request;
            String user = http.getHeader("User");
            SecurityContextHolder.setDeferredContext(() -> {
                forced.incrementAndGet();
                return new SecurityContextImpl(
                        user != null
                                ? person(user)
                                : new AnonymousAuthenticationToken(
                                        "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
            });
            if (http.getRequestURI().startsWith("/authorised")) {
                SecurityContextHolder.getContext();
            }
            try {
                chain.doFilter(request, response);
            } finally {
                if (!http.getRequestURI().startsWith("/leak")) {
                    SecurityContextHolder.clearContext();
                }
            }
        }
    }

    private final class Pages extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String path = request.getRequestURI();
            String said;
            if (path.startsWith("/login")) {
                SecurityContextHolder.setContext(new SecurityContextImpl());
                SecurityContext context = SecurityContextHolder.getContext();
                String before = now();
                context.setAuthentication(person("late"));
                said = before + "\n" + now();
            } else if (path.startsWith("/authorised/logout")) {
                String before = now();
                SecurityContextHolder.clearContext();
                said = before + "\n" + now();
            } else if (path.startsWith("/authorised/legal")) {
                said = legal() + "\n";
            } else if (path.startsWith("/authorised/ticket")) {
                try (Scope scope = AccessContext.open().ticket("CASE-2").start()) {
                    said = now() + "\n";
                }
            } else if (path.startsWith("/authorised/async")) {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        response.getWriter().print(now());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    if (path.endsWith("dispatch")) {
                        async.dispatch("/authorised/after");
                    } else {
                        async.complete();
                    }
                });
                return;
            } else if (path.startsWith("/authorised/logged")) {
                MDC.put("requestId", "from-the-log");
                said = now();
            } else if (path.startsWith("/authorised/fail")) {
                throw new ServletException("of the page");
            } else if (path.startsWith("/leak")) {
                SecurityContextHolder.getContext();
                said = now();
            } else {
                said = now() + "\n" + forced.get();
            }
            response.getWriter().print(said);
        }

        @AccessPurpose("legal")
        private String legal() {
            return now();
        }
    }
}
