package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Requests of WebFlux on Reactor Netty. The event loop calls the handler and subscribes to what it answers in one go: that is the
 * request, and whatever it hands on takes its frame along. What comes later on the event loop, such as the body, is for whoever
 * subscribed to it.
 */
final class ReactiveHooks {
    private static final String PATTERN = "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";
    private static final Calls METHOD = new Calls(".netty.http.HttpInfos", "method");
    private static final Calls URI = new Calls(".netty.http.HttpInfos", "uri");
    private static final Calls HEADERS = new Calls(".netty.http.server.HttpServerRequest", "requestHeaders");
    private static final Calls HEADER = new Calls(".handler.codec.http.HttpHeaders", "get", String.class);
    private static final Calls EXCHANGE_REQUEST = new Calls(".web.server.ServerWebExchange", "getRequest");
    private static final Calls EXCHANGE_METHOD = new Calls(".http.HttpRequest", "getMethod");
    private static final Calls ATTRIBUTE = new Calls(".web.server.ServerWebExchange", "getAttribute", String.class);

    private final ContextOptions options;
    private final Identities identities;
    private final Arrivals arrivals;

    ReactiveHooks(ContextOptions options) {
        this.options = options;
        this.identities = new Identities(options);
        this.arrivals = new Arrivals(options);
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first) throws Throwable {
        switch (hook) {
            case Hook.REACTIVE -> {
                return first == null ? null : request(stack, first);
            }
            case Hook.REACTIVE_HANDLER -> handler(stack, first);
            case Hook.REACTIVE_USER -> user(stack, first);
            default -> {
                if (self != null) {
                    Handoffs.TASKS.replace(self, stack.current());
                }
            }
        }
        return null;
    }

    private @Nullable Scope request(FrameStack stack, Object connection) throws Throwable {
        Object method = METHOD.on(connection);
        Object headers = HEADERS.on(connection);
        if (method == null || headers == null || !(URI.on(connection) instanceof String uri)) {
            return null;
        }
        Carrier carrier = name -> name.isEmpty() ? null : HEADER.text(headers, name);
        Statement said = arrivals.call(method + " " + Paths.template(path(uri)), carrier);
        HeaderNames names = options.headers();
        Statement gateway = new Statement(
                        Headers.sane(carrier.get(names.tenant()), Headers.CODE),
                        null,
                        Headers.sane(carrier.get(names.party()), Headers.CODE),
                        null,
                        Headers.sane(carrier.get(names.region()), Headers.CODE),
                        null,
                        null,
                        Source.NONE,
                        null,
                        null,
                        null,
                        null)
                .from(Source.REQUEST_HEADER.sources());
        Scope scope = stack.openBoundary(Frames.root().with(said).with(gateway));
        scope.isRequest = true;
        return scope;
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static void handler(FrameStack stack, @Nullable Object exchange) throws Throwable {
        Scope boundary = stack.boundary();
        Object pattern = exchange == null ? null : ATTRIBUTE.on(exchange, PATTERN);
        Object request = exchange == null ? null : EXCHANGE_REQUEST.on(exchange);
        Object method = request == null ? null : EXCHANGE_METHOD.on(request);
        if (boundary != null && pattern != null && method != null) {
            stack.amend(boundary, Statement.entry(method + " " + pattern));
        }
    }

    /** Somebody has been authenticated, on whatever thread: what follows on it is hers. */
    private void user(FrameStack stack, @Nullable Object authentication) throws Throwable {
        if (authentication == null || stack.boundary() == null) {
            return;
        }
        Identity identity;
        stack.silence();
        try {
            identity = identities.of(authentication);
        } finally {
            stack.speak();
        }
        if (identity != null) {
            stack.identify(identity);
        }
    }
}
