package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import jdk.internal.reflect.FieldAccessor;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * {@code Field.get} as it was before Java 18, and is with the fallback of some releases after it. Accessors that are made of
 * method handles are left to {@link GetterHandles}: otherwise each read would count twice.
 */
final class FieldAccessors extends Route {
    /** The last release with accessors of that kind. */
    static final int LAST_RELEASE = 21;

    private static final String DIRECT = "jdk.internal.reflect.Unsafe";

    private final Marks marks;

    FieldAccessors(Marks marks) {
        super("field reflection", "jdk/internal/reflect/ReflectionFactory");
        this.marks = marks;
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        if (!method.equals("newFieldAccessor") || !descriptor.startsWith("(Ljava/lang/reflect/Field;")) {
            return null;
        }
        return new BeforeReturn(next) {
            @Override
            void add(MethodVisitor to) {
                to.visitInsn(Opcodes.ACONST_NULL);
                to.visitInsn(Opcodes.ACONST_NULL);
                to.visitVarInsn(Opcodes.ALOAD, 1);
                calls.acquired(to, "jdk/internal/reflect/FieldAccessor");
            }
        };
    }

    @Override
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String name, @Nullable Object extra) {
        Field field = (Field) extra;
        if (field == null || !what.getClass().getName().startsWith(DIRECT)) {
            return null;
        }
        Class<?> owner = field.getDeclaringClass();
        ReadMark mark =
                marks.of(owner, field.getName(), field.getType(), AccessKind.REFLECTION, "java.lang.reflect.Field.get");
        if (mark == null) {
            return null;
        }
        return new MarkedAccessor((FieldAccessor) what, Modifier.isStatic(field.getModifiers()) ? null : owner, mark);
    }
}
