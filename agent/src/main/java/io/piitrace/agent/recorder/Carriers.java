package io.piitrace.agent.recorder;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a carrier rather than to one of the virtual threads on it, so that a million of them cost no ring.
 *
 * <p>{@code jdk.internal.misc.CarrierThreadLocal} exists since virtual threads do; before that every thread is its own carrier.
 */
final class Carriers {
    private static final Unsafe U = Unsafe.getUnsafe();
    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualMethod();
    private static final long HOLDER = offset(Thread.class, "holder");
    private static final long STATUS = statusOffset();

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

    /** Whether a platform thread that is alive waits or sleeps, as {@link Thread#getState} tells, which an application can override. False if this JDK keeps that elsewhere. */
    static boolean isWaiting(Thread thread) {
        if (STATUS < 0) {
            return false;
        }
        Object in = HOLDER < 0 ? thread : U.getReference(thread, HOLDER);
        Thread.State state = VM.toThreadState(U.getIntVolatile(in, STATUS));
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    private static long statusOffset() {
        try {
            Class<?> in = HOLDER < 0 ? Thread.class : Class.forName("java.lang.Thread$FieldHolder");
            return offset(in, "threadStatus");
        } catch (ClassNotFoundException e) {
            return -1;
        }
    }

    /** -1 if there is no such field. */
    private static long offset(Class<?> type, String field) {
        try {
            return U.objectFieldOffset(type, field);
        } catch (InternalError thereIsNone) {
            return -1;
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
