package io.piitrace.agent.context;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a servlet request says, of either generation of the API. The client's address is never looked at.
 *
 * <p><b>Failure.</b> Headers come from anybody: what is too long or has characters that no code has is as if absent.
 */
final class RequestReader {
    private static final String REQUEST = ".servlet.http.HttpServletRequest";
    private static final Calls METHOD = new Calls(REQUEST, "getMethod");
    private static final Calls PATH = new Calls(REQUEST, "getRequestURI");
    private static final Calls HEADER = new Calls(REQUEST, "getHeader", String.class);
    private static final Calls ATTRIBUTE = new Calls(".servlet.ServletRequest", "getAttribute", String.class);
    private static final Calls SESSION = new Calls(REQUEST, "getRequestedSessionId");
    private static final Calls USER = new Calls(REQUEST, "getUserPrincipal");

    private final ContextOptions options;

    RequestReader(ContextOptions options) {
        this.options = options;
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
        String session = SESSION.text(request, null);
        String path = PATH.text(request, null);
        return new Statement(
                null,
                user(request),
                null,
                null,
                null,
                session == null ? null : options.sessionHash().apply(session),
                header(request, options.purposeHeader(), 64),
                Statement.Source.REQUEST_HEADER,
                header(request, options.ticketHeader(), 64),
                method(request) + " " + (path == null ? "/" : Paths.template(path)),
                TraceParent.traceId(HEADER.text(request, "traceparent")),
                header(request, options.requestHeader(), 128));
    }

    /** Only the container's own request is asked: a framework's wrapper would have to find out, which is not ours to cause. */
    private static @Nullable String user(Object request) throws Throwable {
        String type = request.getClass().getName();
        if (!type.startsWith("org.apache.catalina.connector.")) {
            return null;
        }
        return USER.on(request) instanceof Principal principal ? principal.getName() : null;
    }

    private static @Nullable String header(Object request, String name, int max) throws Throwable {
        String value = name.isEmpty() ? null : HEADER.text(request, name);
        return value == null
                        || value.isEmpty()
                        || value.length() > max
                        || !value.chars().allMatch(RequestReader::isPlain)
                ? null
                : value;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.:/#+=".indexOf(c) >= 0;
    }
}
