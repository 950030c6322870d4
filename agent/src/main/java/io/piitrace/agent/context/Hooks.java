package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import io.piitrace.agent.context.advice.HookTransformer;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.agent.monitor.Notices;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What hooked methods call through the bridge, by the number of their hook.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Failure.</b> Nothing but what an application's own task throws leaves this class. A hook that fails says nothing
 * about the context, which then is what it was, or unknown.
 */
public final class Hooks {
    private final ContextOptions options;
    private final Notices notices;
    private final TaskHooks tasks = new TaskHooks();
    private final StatementHooks statements = new StatementHooks();
    private final RequestHooks requests;
    private final SecurityHooks security;
    private final LoggingHooks logging;
    private final WorkHooks work;
    private final DataHooks data;
    private final FetchHooks fetches;
    private final ReactiveHooks reactive;

    /** @param data is told of data that never become fields */
    public Hooks(ContextOptions options, Notices notices, DataHooks data) {
        this.data = data;
        this.options = options;
        this.notices = notices;
        this.requests = new RequestHooks(options);
        this.security = new SecurityHooks(options);
        this.logging = new LoggingHooks(options);
        this.work = new WorkHooks(options);
        this.fetches = new FetchHooks(options);
        this.reactive = new ReactiveHooks(options);
        Frames.defaults(options);
    }

    /** For {@code $Piitrace.enter}. */
    public MethodHandle enter() throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(Object.class, int.class, Object.class, Object.class, Object.class);
        return MethodHandles.lookup().bind(this, "enter", type);
    }

    /** For {@code $Piitrace.exit}. */
    public MethodHandle exit() throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(void.class, int.class, Object.class, Object.class, Throwable.class);
        return MethodHandles.lookup().bind(this, "exit", type);
    }

    /** For {@code $Piitrace.run}. */
    public Consumer<Runnable> run() {
        return tasks::run;
    }

    /** Hooks the methods, now that the bridge is there. */
    public void install(Instrumentation instrumentation, String bridge) {
        new HookTransformer(bridge, !options.logging().isEmpty(), Frames.rules().methods(), notices)
                .install(instrumentation);
    }

    @Nullable
    Object enter(int hook, @Nullable Object self, @Nullable Object first, @Nullable Object second) {
        try {
            FrameStack stack = Frames.stack();
            if (stack.isSilent()) {
                return null;
            }
            if (hook >= Hook.RECORD) {
                return data.enter(hook, self, first, second);
            }
            if (hook >= Hook.REACTIVE) {
                return reactive.enter(stack, hook, self, first);
            }
            if (hook >= Hook.POLL) {
                return fetches.enter(stack, hook, self);
            }
            if (hook >= Hook.JOB) {
                return work.enter(stack, hook, self, first, second);
            }
            if (hook >= Hook.SUBMIT) {
                return tasks.enter(stack, hook, self, first);
            }
            if (hook >= Hook.SECURITY_SET) {
                return security.enter(hook, self, first);
            }
            if (hook == Hook.LOGGING) {
                logging.put(stack, first, second);
                return null;
            }
            return hook >= Hook.REQUEST
                    ? requests.enter(stack, hook, self, first)
                    : statements.enter(stack, hook, first, second);
        } catch (Throwable e) {
            Diagnostics.report("context hook " + hook, e);
            return null;
        }
    }

    void exit(int hook, @Nullable Object scope, @Nullable Object result, @Nullable Throwable thrown) {
        if (scope == null) {
            return;
        }
        try {
            if (hook >= Hook.RECORD) {
                data.exit(hook, scope, result);
            } else if (hook == Hook.USER) {
                requests.answered(Frames.stack(), result);
            } else if (hook >= Hook.POLL && hook < Hook.REACTIVE) {
                fetches.exit(Frames.stack(), hook, scope, result);
            } else if (hook >= Hook.SUBMIT) {
                tasks.exit(Frames.stack(), scope, thrown);
            } else if (hook >= Hook.SECURITY_SET) {
                security.exit(Frames.stack(), hook, scope, result);
            } else if (scope instanceof Scope opened) {
                opened.close();
            }
        } catch (Throwable e) {
            Diagnostics.report("context hook " + hook, e);
        }
    }
}
