package io.piitrace.agent.route;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.function.BiFunction;

/**
 * What of {@code java.lang.invoke} only the JDK may call. Initialised when the first traced field's handle is acquired, so
 * that a JVM in which that never happens does not pay for it.
 */
final class Internals {
    private static final MethodHandle WRAPPED_MEMBER;
    private static final MethodHandle INDIRECT;
    private static final MethodHandle READ;
    private static final MethodHandle READ_STATIC;

    static {
        try {
            Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            trusted.setAccessible(true);
            MethodHandles.Lookup lookup = (MethodHandles.Lookup) trusted.get(null);
            Class<?> memberName = Class.forName("java.lang.invoke.MemberName");
            WRAPPED_MEMBER = lookup.findStatic(
                            Class.forName("java.lang.invoke.MethodHandleImpl"),
                            "makeWrappedMember",
                            MethodType.methodType(MethodHandle.class, MethodHandle.class, memberName, boolean.class))
                    .asType(MethodType.methodType(MethodHandle.class, MethodHandle.class, Object.class, boolean.class));
            INDIRECT = lookup.findConstructor(
                            Class.forName("java.lang.invoke.IndirectVarHandle"),
                            MethodType.methodType(
                                    void.class, VarHandle.class, Class.class, Class[].class, BiFunction.class))
                    .asType(MethodType.methodType(
                            VarHandle.class, VarHandle.class, Class.class, Class[].class, BiFunction.class));
            READ = MethodHandles.lookup()
                    .findVirtual(ReadMark.class, "read", MethodType.methodType(void.class, Object.class));
            READ_STATIC =
                    MethodHandles.lookup().findVirtual(ReadMark.class, "readStatic", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("java.lang.invoke is not as expected", e);
        }
    }

    private Internals() {}

    /** A handle of {@code (owner)void} that records. */
    static MethodHandle recording(ReadMark mark, Class<?> owner) {
        return READ.bindTo(mark).asType(MethodType.methodType(void.class, owner));
    }

    /** A handle of {@code ()void} that records the read of a static field. */
    static MethodHandle recordingStatic(ReadMark mark) {
        return READ_STATIC.bindTo(mark);
    }

    /** {@code handle}, which passes for the direct handle of {@code member} where somebody cracks it. */
    static MethodHandle passingFor(Object member, MethodHandle handle) throws Throwable {
        return (MethodHandle) WRAPPED_MEMBER.invokeExact(handle, member, false);
    }

    /** {@code target} with the handle of each access mode replaced by the one that {@code modes} makes of it. */
    static VarHandle adapted(VarHandle target, BiFunction<VarHandle.AccessMode, MethodHandle, MethodHandle> modes)
            throws Throwable {
        Class<?>[] coordinates = target.coordinateTypes().toArray(new Class<?>[0]);
        return (VarHandle) INDIRECT.invokeExact(target, target.varType(), coordinates, (BiFunction<?, ?, ?>) modes);
    }
}
