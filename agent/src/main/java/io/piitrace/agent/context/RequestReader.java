package io.piitrace.agent.context;

import io.piitrace.ledger.Sources;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a servlet request says, of either generation of the API. The client's address is looked at only where regions of
 * networks are configured, and never kept.
 */
final class RequestReader {
    private static final String REQUEST = ".servlet.http.HttpServletRequest";
    private static final Calls METHOD = new Calls(REQUEST, "getMethod");
    private static final Calls PATH = new Calls(REQUEST, "getRequestURI");
    private static final Calls HEADER = new Calls(REQUEST, "getHeader", String.class);
    private static final Calls ATTRIBUTE = new Calls(".servlet.ServletRequest", "getAttribute", String.class);
    private static final Calls SESSION_ID = new Calls(REQUEST, "getRequestedSessionId");
    private static final Calls SESSION = new Calls(REQUEST, "getSession", boolean.class);
    private static final Calls IN_SESSION = new Calls(".servlet.http.HttpSession", "getAttribute", String.class);
    private static final Calls ADDRESS = new Calls(".servlet.ServletRequest", "getRemoteAddr");

    private final ContextOptions options;
    private final Users users;

    RequestReader(ContextOptions options, Users users) {
        this.options = options;
        this.users = users;
    }

    boolean isHttp(Object request) throws Throwable {
        return METHOD.on(request) != null;
    }

    @Nullable
    String method(Object request) throws Throwable {
        return METHOD.text(request, null);
    }

    @Nullable
    Object attribute(Object request, String name) throws Throwable {
        return ATTRIBUTE.on(request, name);
    }

    Statement read(Object request) throws Throwable {
        HeaderNames headers = options.headers();
        String session = SESSION_ID.text(request, null);
        String path = PATH.text(request, null);
        Statement user = options.off().contains("container") ? Users.NOBODY : users.of(request);
        String party = header(request, headers.party(), Headers.CODE);
        String region = header(request, headers.region(), Headers.CODE);
        String header = Source.REQUEST_HEADER.code();
        Statement said = new Statement(
                header(request, headers.tenant(), Headers.CODE),
                user.principal(),
                user.party() != null ? user.party() : party,
                user.roles(),
                region != null ? region : network(request),
                session == null ? null : options.sessionHash().apply(session),
                header(request, headers.purpose(), Headers.CODE),
                Source.REQUEST_HEADER,
                header(request, headers.ticket(), Headers.CODE),
                method(request) + " " + (path == null ? "/" : Paths.template(path)),
                TraceParent.traceId(text(request, options.traceHeader())),
                header(request, headers.request(), Headers.ID),
                new Sources(
                        user.sources().principal(),
                        user.party() != null ? user.sources().party() : header,
                        header,
                        region != null ? header : Source.NETWORK.code()));
        return options.baggage().isEmpty()
                ? said
                : said.or(options.baggage().said(Baggage.of(HEADER.text(request, Baggage.HEADER))));
    }

    private @Nullable String network(Object request) throws Throwable {
        return options.networks().isEmpty() ? null : options.networks().region(ADDRESS.text(request, null));
    }

    /** The purpose that the application has put into the session, if any; no session is made to find out. */
    @Nullable
    String inSession(Object request) throws Throwable {
        Object session = options.sessionPurpose().isEmpty() ? null : SESSION.on(request, false);
        return session == null ? null : Headers.sane(IN_SESSION.text(session, options.sessionPurpose()), Headers.CODE);
    }

    private static @Nullable String header(Object request, String name, int max) throws Throwable {
        return Headers.sane(text(request, name), max);
    }

    private static @Nullable String text(Object request, String name) throws Throwable {
        return name.isEmpty() ? null : HEADER.text(request, name);
    }
}
