package io.piitrace.agent.context;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom servlet containers have authenticated. They are asked for what they know, and never made to find out. */
final class Users {
    private static final Calls WRAPPED = new Calls(".servlet.ServletRequestWrapper", "getRequest");
    private static final Calls TOMCAT_ROLES = new Calls(".catalina.realm.GenericPrincipal", "getRoles");
    private static final Calls USER = new Calls(".servlet.http.HttpServletRequest", "getUserPrincipal");
    private static final Calls EXCHANGE = new Calls(".undertow.servlet.spec.HttpServletRequestImpl", "getExchange");
    private static final Calls SECURITY = new Calls(".undertow.server.HttpServerExchange", "getSecurityContext");
    private static final Calls ACCOUNT = new Calls(".undertow.security.api.SecurityContext", "getAuthenticatedAccount");
    private static final Calls ACCOUNT_PRINCIPAL = new Calls(".undertow.security.idm.Account", "getPrincipal");
    private static final Calls ACCOUNT_ROLES = new Calls(".undertow.security.idm.Account", "getRoles");
    private static final Calls ATTRIBUTE = new Calls(".servlet.ServletRequest", "getAttribute", String.class);
    private static final String JETTY_STATE = "org.eclipse.jetty.server.Request$AuthenticationState";
    private static final Calls JETTY_USER =
            new Calls(".jetty.security.AuthenticationState$Succeeded", "getUserIdentity");
    private static final Calls JETTY_AUTHENTICATION = new Calls(".jetty.server.Request", "getAuthentication");
    private static final Calls JETTY_AUTHENTICATED = new Calls(".jetty.server.Authentication$User", "getUserIdentity");
    private static final Calls IDENTITY_PRINCIPAL = new Calls(".UserIdentity", "getUserPrincipal");
    private static final Calls IDENTITY_SUBJECT = new Calls(".UserIdentity", "getSubject");

    private final ContextOptions options;

    Users(ContextOptions options) {
        this.options = options;
    }

    /** Whose request it is by the container's own object behind all wrappers; a statement of nobody if that is not known yet. */
    Statement of(Object wrapped) throws Throwable {
        Object request = wrapped;
        for (Object inner; (inner = WRAPPED.on(request)) != null; ) {
            request = inner;
        }
        String type = request.getClass().getName();
        if (type.startsWith("org.apache.catalina.connector.")) {
            Object user = USER.on(request);
            return user instanceof Principal principal
                    ? statement(name(principal), roles(principal), Source.CONTAINER)
                    : NOBODY;
        }
        if (type.startsWith("io.undertow.servlet.spec.")) {
            return undertow(request);
        }
        return type.startsWith("org.eclipse.jetty.") ? jetty(request) : NOBODY;
    }

    static final Statement NOBODY = Statement.person(null, null, null, Source.NONE);

    private Statement undertow(Object request) throws Throwable {
        Object exchange = EXCHANGE.on(request);
        Object security = exchange == null ? null : SECURITY.on(exchange);
        Object account = security == null ? null : ACCOUNT.on(security);
        if (account == null || !(ACCOUNT_PRINCIPAL.on(account) instanceof Principal principal)) {
            return NOBODY;
        }
        List<String> roles = new ArrayList<>();
        if (ACCOUNT_ROLES.on(account) instanceof Iterable<?> given) {
            given.forEach(role -> roles.add(String.valueOf(role)));
        }
        return statement(name(principal), roles, Source.CONTAINER);
    }

    /** A deferred authentication stays deferred. */
    private Statement jetty(Object request) throws Throwable {
        Object state = ATTRIBUTE.on(request, JETTY_STATE);
        Object identity = state == null ? null : JETTY_USER.on(state);
        if (identity == null) {
            Object before12 = JETTY_AUTHENTICATION.on(request);
            identity = before12 == null ? null : JETTY_AUTHENTICATED.on(before12);
        }
        if (identity == null || !(IDENTITY_PRINCIPAL.on(identity) instanceof Principal principal)) {
            return NOBODY;
        }
        List<String> roles = new ArrayList<>();
        if (IDENTITY_SUBJECT.on(identity) instanceof javax.security.auth.Subject subject) {
            for (Principal one : subject.getPrincipals()) {
                if (one.getClass().getSimpleName().equals("RolePrincipal")) {
                    roles.add(one.getName());
                }
            }
        }
        return statement(name(principal), roles, Source.CONTAINER);
    }

    static @Nullable String name(Principal principal) {
        String name = principal.getName();
        return name == null || name.isEmpty() ? null : name;
    }

    /** The roles that the principal itself knows; null if it knows none. */
    static @Nullable List<String> roles(Principal principal) throws Throwable {
        return TOMCAT_ROLES.on(principal) instanceof String[] roles ? List.of(roles) : null;
    }

    /** @param given as the container spells them; null if it does not tell */
    Statement statement(@Nullable String name, @Nullable List<String> given, Source source) {
        if (name == null) {
            return NOBODY;
        }
        String party = null;
        List<String> roles = given == null ? null : new ArrayList<>();
        if (given != null && roles != null) {
            for (String role : given) {
                String readable = Identities.readable(role);
                roles.add(readable);
                String known =
                        options.parties().getOrDefault(role, options.parties().get(readable));
                party = party == null ? known : party;
            }
        }
        return Statement.person(name, roles, party, source);
    }
}
