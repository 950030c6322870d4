package io.piitrace.checks.prices;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request that costs next to nothing itself: what a container has read from the wire by then. */
final class PlainRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest NOTHING = (HttpServletRequest) Proxy.newProxyInstance(
            PlainRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, args) -> null);

    private final String trace;
    private final String id;

    PlainRequest(int number) {
        super(NOTHING);
        trace = String.format(
                Locale.ROOT, "00-%016x%016x-b7ad6b7169203331-01", (number + 1) * 0x9E3779B97F4A7C15L, number + 1L);
        id = "r-" + number;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return "/employees/42";
    }

    @Override
    public @Nullable String getHeader(String name) {
        return switch (name) {
            case "traceparent" -> trace;
            case "X-Request-Id" -> id;
            case "X-Access-Purpose" -> "client-use";
            default -> null;
        };
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }
}
