package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * {@code toString}, {@code hashCode} and {@code equals} of records read by handles that all three share. {@link GetterHandles}
 * catches them; this only has each method read by handles of its own, which say what they are for.
 */
final class RecordMethods extends Route {
    private static final String GETTERS = "[Ljava/lang/invoke/MethodHandle;";

    private final Marks marks;

    RecordMethods(Marks marks) {
        super("methods of records", "java/lang/runtime/ObjectMethods", true);
        this.marks = marks;
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        boolean isBootstrap = method.equals("bootstrap")
                && descriptor.equals("(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                        + "Ljava/lang/invoke/TypeDescriptor;Ljava/lang/Class;Ljava/lang/String;" + GETTERS
                        + ")Ljava/lang/Object;");
        return !isBootstrap
                ? null
                : new AtEntry(next) {
                    @Override
                    void add(MethodVisitor to) {
                        to.visitVarInsn(Opcodes.ALOAD, 5);
                        to.visitVarInsn(Opcodes.ALOAD, 3);
                        to.visitVarInsn(Opcodes.ALOAD, 1);
                        to.visitVarInsn(Opcodes.ALOAD, 0);
                        calls.acquired(to, GETTERS);
                        to.visitVarInsn(Opcodes.ASTORE, 5);
                    }
                };
    }

    @Override
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String method, @Nullable Object extra)
            throws ReflectiveOperationException {
        if (type == null || method == null || extra == null) {
            return null;
        }
        AccessKind kind = method.equals("toString") ? AccessKind.TO_STRING : AccessKind.EQUALS_HASH;
        MethodHandles.Lookup lookup = (MethodHandles.Lookup) extra;
        MethodHandle[] getters = ((MethodHandle[]) what).clone();
        boolean changed = false;
        for (int i = 0; i < getters.length; i++) {
            MethodHandle own = own(lookup, getters[i], type, kind);
            if (own != null) {
                getters[i] = own;
                changed = true;
            }
        }
        return changed ? getters : null;
    }

    private @Nullable MethodHandle own(
            MethodHandles.Lookup lookup, @Nullable MethodHandle getter, Class<?> owner, AccessKind kind)
            throws ReflectiveOperationException {
        if (getter == null) {
            return null;
        }
        MethodHandleInfo field;
        try {
            field = lookup.revealDirect(getter);
        } catch (IllegalArgumentException notDirect) {
            return null; // a bootstrap by hand may pass any handle
        }
        Class<?> type = field.getMethodType().returnType();
        if (field.getReferenceKind() != MethodHandleInfo.REF_getField
                || field.getDeclaringClass() != owner
                || Modifier.isStatic(field.getModifiers())
                || !marks.isTraced(owner, field.getName(), type)) {
            return null;
        }
        return GetterHandles.again(lookup, owner, field.getName(), type, kind);
    }
}
