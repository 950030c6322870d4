package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import io.piitrace.agent.context.advice.HookTransformer;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.agent.monitor.Notices;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReference;
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
    private final DataHooks data;
    private final AtomicReference<@Nullable FrameworkHooks> frameworks = new AtomicReference<>();

    /** @param data is told of data that never become fields */
    public Hooks(ContextOptions options, Notices notices, DataHooks data) {
        this.data = data;
        this.options = options;
        this.notices = notices;
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
        new HookTransformer(bridge, Switches.off(options), Frames.rules().methods(), notices).install(instrumentation);
    }

    /** The current thread is about to run the program: a job, if a rule gives it a purpose. */
    public void program(String name) {
        Frame frame = Frames.root().with(Statement.program(name));
        if (frame.values().purposeSource().equals(Source.RULE.code())) {
            Frames.stack().openBoundary(frame);
        }
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
            if (hook < Hook.REQUEST) {
                return statements.enter(stack, hook, first, second);
            }
            return isOfTasks(hook)
                    ? tasks.enter(stack, hook, self, first)
                    : frameworks().enter(stack, hook, self, first, second);
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
            } else if (isOfTasks(hook)) {
                tasks.exit(Frames.stack(), scope, thrown);
            } else if (hook >= Hook.REQUEST) {
                frameworks().exit(hook, scope, result);
            } else if (scope instanceof Scope opened) {
                opened.close();
            }
        } catch (Throwable e) {
            Diagnostics.report("context hook " + hook, e);
        }
    }

    private static boolean isOfTasks(int hook) {
        return hook >= Hook.SUBMIT && hook < Hook.JOB;
    }

    /** Made, and its classes loaded, when a framework calls for the first time: where there is none, they cost nothing. */
    private FrameworkHooks frameworks() {
        FrameworkHooks made = frameworks.get();
        if (made == null) {
            FrameworkHooks fresh = new FrameworkHooks(options);
            made = frameworks.compareAndExchange(null, fresh);
            return made == null ? fresh : made;
        }
        return made;
    }
}
