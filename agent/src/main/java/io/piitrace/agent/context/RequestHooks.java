package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Servlet requests. Each starts from nothing and leaves nothing behind. */
final class RequestHooks {
    private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    private static final int MAX_ENTRIES = 10_000;

    private static final Calls USER_OF = new Calls(".ws.rs.core.SecurityContext", "getUserPrincipal");

    private final RequestReader reader;
    private final Users users;
    private final Map<String, Statement> entries = new ConcurrentHashMap<>();

    RequestHooks(ContextOptions options) {
        users = new Users(options);
        reader = new RequestReader(options, users);
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first) throws Throwable {
        return switch (hook) {
            case Hook.USER -> this;
            case Hook.USER_SET -> userSet(stack, first);
            case Hook.HANDLER -> handler(stack, first);
            case Hook.RESOURCE -> resource(stack, first);
            default -> first == null || stack.request() != null ? null : request(stack, first, hook == Hook.SERVLET);
        };
    }

    /**
     * @param late whether filters have run already, so that a security framework may already hold somebody, and requests
     *     may be wrapped
     */
    private @Nullable Scope request(FrameStack stack, Object request, boolean late) throws Throwable {
        if (!reader.isHttp(request)) {
            return null;
        }
        Identity held = late ? stack.identity() : null;
        Frame frame;
        stack.silence();
        try {
            frame = Frames.root().with(reader.read(request));
            String inSession = reader.inSession(request);
            frame = inSession == null ? frame : frame.with(Statement.purpose(inSession, Source.SESSION));
        } finally {
            stack.speak();
        }
        Scope scope = stack.openBoundary(frame);
        scope.isRequest = true;
        if (held != null) {
            stack.identify(held);
        }
        return scope;
    }

    /** The framework has found out which of its patterns the path belongs to. */
    private @Nullable Object handler(FrameStack stack, @Nullable Object request) throws Throwable {
        Scope scope = stack.request();
        if (scope == null || request == null) {
            return null;
        }
        Object pattern = reader.attribute(request, PATTERN);
        String method = reader.method(request);
        if (pattern != null && method != null) {
            stack.amend(scope, entry(method + ' ' + pattern));
        }
        return null;
    }

    /** JAX-RS has found out which of its resources it is. */
    private @Nullable Object resource(FrameStack stack, @Nullable Object request) throws Throwable {
        Scope scope = stack.request();
        String entry = scope == null || request == null ? null : Resources.entry(request);
        if (scope != null && entry != null) {
            stack.amend(scope, entry(entry));
        }
        return null;
    }

    /** The container was asked whose request this is, and has answered. */
    void answered(FrameStack stack, @Nullable Object user) throws Throwable {
        answered(stack, user, Source.CONTAINER);
    }

    private void answered(FrameStack stack, @Nullable Object user, Source by) throws Throwable {
        Scope request = stack.request();
        if (request != null && user instanceof Principal principal && stack.identity() == null) {
            String name = Users.name(principal);
            if (name != null && !name.equals(stack.current().values().principal())) {
                stack.amend(request, users.statement(name, Users.roles(principal), by));
            }
        }
    }

    private @Nullable Object userSet(FrameStack stack, @Nullable Object security) throws Throwable {
        if (security != null && stack.request() != null) {
            stack.silence();
            Object user;
            try {
                user = USER_OF.on(security);
            } finally {
                stack.speak();
            }
            answered(stack, user, Source.JAX_RS);
        }
        return null;
    }

    private Statement entry(String entry) {
        Statement known = entries.get(entry);
        if (known == null) {
            known = Statement.entry(entry);
            if (entries.size() < MAX_ENTRIES) {
                entries.put(entry, known);
            }
        }
        return known;
    }
}
