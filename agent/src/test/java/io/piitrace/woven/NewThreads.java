package io.piitrace.woven;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Hand-offs that later JDKs have, called without being compiled against them: virtual threads, and structured concurrency, a preview. */
final class NewThreads {
    private NewThreads() {}

    static void addTo(Map<String, Callable<Object>> cases) throws ReflectiveOperationException {
        if (Runtime.version().feature() >= 21) {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            cases.put(
                    "virtual thread",
                    () -> HandoffMatrix.got(
                            got -> call(start, null, (Runnable) () -> got.accept(HandoffMatrix.now()))));
            Method perTask = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            cases.put(
                    "newVirtualThreadPerTaskExecutor",
                    () -> HandoffMatrix.once((ExecutorService) perTask.invoke(null)));
            Method threadPerTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
            cases.put(
                    "newThreadPerTaskExecutor",
                    () -> HandoffMatrix.once(
                            (ExecutorService) threadPerTask.invoke(null, (ThreadFactory) Thread::new)));
        }
        if (Runtime.version().feature() >= 25) {
            Class<?> scope = Class.forName("java.util.concurrent.StructuredTaskScope");
            cases.put("StructuredTaskScope.fork", () -> forked(scope, HandoffMatrix::now));
            cases.put("StructuredTaskScope within one", () -> forked(scope, () -> forked(scope, HandoffMatrix::now)));
        }
    }

    private static Object forked(Class<?> type, Callable<Object> task) {
        try (AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
            Object subtask = type.getMethod("fork", Callable.class).invoke(scope, task);
            type.getMethod("join").invoke(scope);
            return Class.forName(type.getName() + "$Subtask").getMethod("get").invoke(subtask);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
