package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** What OpenTelemetry holds for a thread, be it the library of the application or the classes that its agent brings along. */
final class TelemetryHooks {
    private static final Calls TRACE = new Calls(".api.trace.SpanContext", "getTraceId");
    private static final Calls ENTRY = new Calls(".api.baggage.Baggage", "getEntryValue", String.class);
    private static final String STORAGE = "context.ThreadLocalContextStorage";

    /** {@code Baggage.fromContextOrNull} beside this class, which holds the contexts of threads. */
    private static final ClassValue<MethodHandle> BAGGAGE = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> storage) {
            try {
                String all = storage.getName().replace(STORAGE, "");
                ClassLoader loader = storage.getClassLoader();
                Class<?> baggage = Class.forName(all + "api.baggage.Baggage", false, loader);
                Class<?> context = Class.forName(all + "context.Context", false, loader);
                return MethodHandles.publicLookup()
                        .findStatic(baggage, "fromContextOrNull", MethodType.methodType(baggage, context))
                        .asType(MethodType.methodType(Object.class, Object.class));
            } catch (ReflectiveOperationException | LinkageError withoutTheApi) {
                return MethodHandles.empty(MethodType.methodType(Object.class, Object.class));
            }
        }
    };

    private final Baggage baggage;

    TelemetryHooks(ContextOptions options) {
        baggage = options.baggage();
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first) throws Throwable {
        if (hook == Hook.ATTACH) {
            return self == null || first == null ? null : attach(stack, self, first);
        }
        if (hook == Hook.DETACH) {
            detach(stack, self);
        } else if (first != null) {
            span(stack, first);
        }
        return null;
    }

    /** A span of work that came without a trace begins one. */
    private static void span(FrameStack stack, Object span) throws Throwable {
        Scope work = stack.boundary();
        if (work != null
                && stack.current().values().trace() == null
                && !stack.current().values().purpose().equals(Statement.NOT_EXPECTED)) {
            stack.amend(work, Statement.trace(TraceParent.valid(TRACE.text(span, null))));
        }
    }

    private @Nullable Scope attach(FrameStack stack, Object storage, Object context) throws Throwable {
        Object carried = (Object) BAGGAGE.get(storage.getClass()).invokeExact(context);
        Statement said = carried == null
                ? null
                : baggage.said(key -> ENTRY.text(carried, key))
                        .beyond(stack.current().stated());
        return said == null ? null : stack.open(said);
    }

    /** @param by what the context is to be detached with; if that cannot be seen, it is as if it had not been attached */
    static void attached(Scope scope, @Nullable Object by) {
        if (by != null && by.getClass().getName().endsWith("$ScopeImpl")) {
            scope.attachedBy = by;
        } else {
            scope.close();
        }
    }

    private static void detach(FrameStack stack, @Nullable Object by) {
        for (Scope at = stack.top(); at != null; at = at.outer) {
            if (by != null && at.attachedBy == by) {
                at.close();
                return;
            }
        }
    }
}
