package io.piitrace.agent.recorder;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a carrier rather than to one of the virtual threads on it, so that a million of them cost no ring.
 *
 * <p>{@code jdk.internal.misc.CarrierThreadLocal} exists since virtual threads do; before that every thread is its own carrier.
 */
final class Carriers {
    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualMethod();

    private Carriers() {}

    @SuppressWarnings("unchecked")
    static <T> ThreadLocal<T> local() {
        try {
            Class<?> type = Class.forName("jdk.internal.misc.CarrierThreadLocal");
            return (ThreadLocal<T>) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError thisJdkHasNoVirtualThreads) {
            return new ThreadLocal<>();
        }
    }

    /** The current thread, null if it is a virtual one and so its carrier cannot be known. */
    static @Nullable Thread current() {
        Thread thread = Thread.currentThread();
        return isVirtual(thread) ? null : thread;
    }

    static boolean isVirtual(Thread thread) {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable impossible) {
            return true;
        }
    }

    private static @Nullable MethodHandle isVirtualMethod() {
        try {
            return MethodHandles.lookup().findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException thisJdkHasNoVirtualThreads) {
            return null;
        }
    }
}
