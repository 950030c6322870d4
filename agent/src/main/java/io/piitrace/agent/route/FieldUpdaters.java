package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** {@code AtomicReferenceFieldUpdater} and its two brothers: one route for each. */
final class FieldUpdaters extends Route {
    private static final String PACKAGE = "java/util/concurrent/atomic/";

    private final Marks marks;

    /** @param updater simple name of the updater's class */
    FieldUpdaters(Marks marks, String updater) {
        super("field updaters: ".concat(updater), PACKAGE.concat(updater));
        this.marks = marks;
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        if (!method.equals("newUpdater")
                || arguments.length < 2
                || !arguments[arguments.length - 1].getInternalName().equals("java/lang/String")) {
            return null;
        }
        return new BeforeReturn(next) {
            @Override
            void add(MethodVisitor to) {
                to.visitVarInsn(Opcodes.ALOAD, 0);
                to.visitVarInsn(Opcodes.ALOAD, arguments.length - 1);
                if (arguments.length == 3) {
                    to.visitVarInsn(Opcodes.ALOAD, 1);
                } else {
                    to.visitInsn(Opcodes.ACONST_NULL);
                }
                calls.acquired(to, target);
            }
        };
    }

    @Override
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String field, @Nullable Object extra) {
        if (type == null || field == null) {
            return null;
        }
        Class<?> fieldType = extra instanceof Class<?> reference
                ? reference
                : what instanceof AtomicLongFieldUpdater<?> ? long.class : int.class;
        ReadMark read = marks.of(type, field, fieldType, AccessKind.HANDLE, place("get"));
        ReadMark probe = marks.of(type, field, fieldType, AccessKind.PROBE, place("compareAndSet"));
        return read == null || probe == null ? null : marked(what, new UpdaterMarks(type, read, probe));
    }

    private String place(String method) {
        return target.replace('/', '.').concat(".").concat(method);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object marked(Object what, UpdaterMarks marks) {
        if (what instanceof AtomicReferenceFieldUpdater<?, ?> updater) {
            return new MarkedReferenceUpdater<>((AtomicReferenceFieldUpdater<Object, Object>) updater, marks);
        }
        if (what instanceof AtomicLongFieldUpdater<?> updater) {
            return new MarkedLongUpdater<>((AtomicLongFieldUpdater<Object>) updater, marks);
        }
        if (what instanceof AtomicIntegerFieldUpdater<?> updater) {
            return new MarkedIntegerUpdater<>((AtomicIntegerFieldUpdater<Object>) updater, marks);
        }
        return null;
    }
}
