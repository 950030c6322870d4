package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where work enters: servlet requests and scheduled jobs. Each starts from nothing and leaves nothing behind. */
final class RequestHooks {
    private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    private static final int MAX_ENTRIES = 10_000;

    private static final Calls JOB_METHOD = new Calls(".support.ScheduledMethodRunnable", "getMethod");

    private final RequestReader reader;
    private final Map<String, Statement> entries = new ConcurrentHashMap<>();

    RequestHooks(ContextOptions options) {
        reader = new RequestReader(options);
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first) throws Throwable {
        return switch (hook) {
            case Hook.JOB -> self == null ? null : job(stack, self);
            case Hook.HANDLER -> handler(stack, first);
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
        Statement statement;
        stack.silence();
        try {
            statement = reader.read(request);
        } finally {
            stack.speak();
        }
        Scope scope = stack.openBoundary(Frames.root().with(statement));
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

    private static @Nullable Scope job(FrameStack stack, Object runnable) throws Throwable {
        if (!(JOB_METHOD.on(runnable) instanceof Method method)) {
            return null;
        }
        String type = method.getDeclaringClass().getSimpleName();
        int generated = type.indexOf("$$");
        String name = (generated > 0 ? type.substring(0, generated) : type) + '.' + method.getName();
        return stack.openBoundary(Frames.root().with(Statement.job(name)));
    }
}
