package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Var handles of fields: all that returns what stands in the field is a read, compare-and-set a probe, a write nothing. */
final class VarHandles extends Route {
    private static final String PLACE = "java.lang.invoke.VarHandle.";

    private final Marks marks;

    VarHandles(Marks marks) {
        super("var handles", "java/lang/invoke/MethodHandles$Lookup");
        this.marks = marks;
    }

    @Override
    void check() throws ReflectiveOperationException {
        GetterHandles.checkMember();
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        int member = method.equals("getFieldVarHandleCommon") ? GetterHandles.local(descriptor) : -1;
        return member < 0
                ? null
                : new BeforeReturn(next) {
                    @Override
                    void add(MethodVisitor to) {
                        GetterHandles.pushMember(to, member);
                        to.visitInsn(Opcodes.ACONST_NULL);
                        calls.acquired(to, "java/lang/invoke/VarHandle");
                    }
                };
    }

    @Override
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String field, @Nullable Object extra)
            throws Throwable {
        VarHandle handle = (VarHandle) what;
        if (type == null || field == null || handle.coordinateTypes().size() > 1) {
            return null;
        }
        ReadMark read = marks.of(type, field, handle.varType(), AccessKind.HANDLE, PLACE.concat("get"));
        ReadMark probe = marks.of(type, field, handle.varType(), AccessKind.PROBE, PLACE.concat("compareAndSet"));
        if (read == null || probe == null) {
            return null;
        }
        if (handle.coordinateTypes().isEmpty()) {
            return Internals.adapted(
                    handle, new Modes(Internals.recordingStatic(read), Internals.recordingStatic(probe)));
        }
        Class<?> owner = handle.coordinateTypes().get(0);
        return Internals.adapted(
                handle, new Modes(Internals.recording(read, owner), Internals.recording(probe, owner)));
    }

    /** The handle of a mode is called with the var handle itself before the owner. */
    private record Modes(MethodHandle read, MethodHandle probe)
            implements BiFunction<VarHandle.AccessMode, MethodHandle, MethodHandle> {
        @Override
        public MethodHandle apply(VarHandle.AccessMode mode, MethodHandle target) {
            Class<?> result = target.type().returnType();
            if (result == void.class) {
                return target;
            }
            boolean isProbe = mode == VarHandle.AccessMode.COMPARE_AND_SET
                    || mode.methodName().startsWith("weakCompareAndSet");
            return MethodHandles.foldArguments(target, 1, isProbe ? probe : read);
        }
    }
}
