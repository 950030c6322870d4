package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands the frame of whoever submits a task to the thread that runs it, and lets every task of a pool start without what the
 * one before it left behind.
 *
 * <p><b>Threading.</b> On the application's threads inside executors: no locks, no waiting, no calls into the application
 * except the task itself.
 */
final class TaskHooks {
    private final Handoffs tasks = Handoffs.TASKS;

    /** For {@code $Piitrace.run}. What the task throws goes to the caller. */
    void run(Runnable task) {
        FrameStack stack = Frames.stack();
        Frame handed = tasks.take(task, stack.probe);
        Scope scope = stack.openBoundary(handed != null ? handed : Frames.root());
        try {
            task.run();
        } finally {
            scope.close();
        }
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first) throws Throwable {
        return switch (hook) {
            case Hook.SUBMIT -> submit(stack, first);
            case Hook.SCHEDULE -> schedule(stack, first);
            case Hook.WORKER -> stack.openBoundary(Frames.root());
            case Hook.EXECUTE, Hook.FIRE -> self == null ? null : execute(stack, self);
            case Hook.SIGNAL -> signal(stack, first != null ? first : self);
            case Hook.SHARED ->
                stack.current() == Frames.root() ? null : stack.openBoundary(Lost.bySharing(self).frame);
            case Hook.CONTINUE -> self == null ? null : signal(stack, coroutine(self));
            default -> {
                hand(stack, hook, self, first);
                yield null;
            }
        };
    }

    void exit(FrameStack stack, Object scope, @Nullable Throwable thrown) {
        if (scope instanceof Scope opened) {
            opened.close();
        } else if (thrown != null) {
            tasks.forget(scope, stack.probe);
        }
    }

    private void hand(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first) {
        Object task = hook == Hook.GIVE || hook == Hook.REJECT || hook == Hook.REPEAT
                ? first
                : self != null ? self : firstOf(first);
        if (task == null) {
            return;
        }
        if (hook == Hook.REJECT) {
            tasks.forget(task, stack.probe);
        } else if (stack.current() != Frames.root()) {
            switch (hook) {
                case Hook.DEPEND -> tasks.keep(task, stack.current());
                case Hook.REPEAT -> tasks.keep(task, Lost.PERIODIC_TIMER.frame);
                case Hook.THREAD -> thread(task, first, stack.current());
                default -> tasks.give(task, stack.current());
            }
        }
    }

    /** Of several tasks invoked at once the caller runs the first itself. */
    private static @Nullable Object firstOf(@Nullable Object invoked) {
        if (invoked instanceof Object[] several) {
            return several.length == 0 ? null : several[0];
        }
        if (invoked instanceof List<?> several) {
            return several.isEmpty() ? null : several.get(0);
        }
        return invoked;
    }

    /** @return what {@link #exit} forgets if the task was not accepted */
    private @Nullable Object submit(FrameStack stack, @Nullable Object task) {
        if (task == null || stack.current() == Frames.root()) {
            return null;
        }
        tasks.give(task, stack.current());
        return task;
    }

    /** A periodic task goes on long after whoever started it has gone: it is nobody's. */
    private @Nullable Object schedule(FrameStack stack, @Nullable Object task) {
        if (!(task instanceof RunnableScheduledFuture<?> future) || stack.current() == Frames.root()) {
            return null;
        }
        boolean ofTheJdk = task.getClass().getClassLoader() == null;
        if (ofTheJdk && future.isPeriodic()) {
            tasks.keep(task, Lost.PERIODIC_TASK.frame);
        } else {
            tasks.give(task, stack.current());
        }
        return task;
    }

    /**
     * A task that was handed over without a frame has none, whoever executes it: threads that wait for one task help with
     * others meanwhile.
     */
    private @Nullable Scope execute(FrameStack stack, Object task) {
        Frame handed = tasks.take(task, stack.probe);
        Frame frame = handed != null ? handed : Frames.root();
        return stack.current() == frame ? null : stack.openBoundary(frame);
    }

    /** What an object that keeps a frame does, it does under that one; any other object leaves things as they are. */
    private @Nullable Scope signal(FrameStack stack, @Nullable Object source) {
        Frame kept = source == null ? null : tasks.kept(source, stack.probe);
        return kept == null || kept == stack.current() ? null : stack.openBoundary(kept);
    }

    /** Loaded where there are coroutines. */
    private static final class Coroutines {
        static final Calls COMPLETION = new Calls(".jvm.internal.BaseContinuationImpl", "getCompletion");
    }

    /** What this continuation is a step of: the object that the coroutine was started as. */
    private static @Nullable Object coroutine(Object continuation) throws Throwable {
        Object at = continuation;
        for (Object next; (next = Coroutines.COMPLETION.on(at)) != null; ) {
            at = next;
        }
        return at;
    }

    private static void thread(Object thread, @Nullable Object target, Frame frame) {
        if (Threads.isOfTheApplication(thread.getClass().getName(), target)) {
            Handoffs.THREADS.give(thread, frame);
        }
    }
}
