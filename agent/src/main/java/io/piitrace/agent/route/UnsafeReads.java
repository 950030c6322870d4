package io.piitrace.agent.route;

import java.lang.reflect.Field;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** {@code sun.misc.Unsafe}: its reads cost something only from when the offset of a traced field was asked for. */
final class UnsafeReads extends Route implements Predicate<Object> {
    private static final String LOCATED = "(Ljava/lang/Object;J)V";

    private final Marks marks;
    private final Offsets offsets;

    UnsafeReads(Marks marks, Gaps gaps) {
        super("sun.misc.Unsafe", "sun/misc/Unsafe");
        this.marks = marks;
        offsets = new Offsets(marks, gaps);
    }

    ObjLongConsumer<Object> peek() {
        return offsets.new Reads();
    }

    ObjLongConsumer<Object> probe() {
        return offsets.new Probes();
    }

    /** Whether the field whose offset is asked for is traced; or this itself, where every read is to be looked at. */
    @Override
    public boolean test(Object what) {
        if (what == this) {
            return true;
        }
        Field field = (Field) what;
        return marks.isTraced(field.getDeclaringClass(), field.getName(), field.getType());
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        if ((method.equals("objectFieldOffset") || method.equals("staticFieldOffset"))
                && descriptor.equals("(Ljava/lang/reflect/Field;)J")) {
            return new BeforeReturn(next) {
                @Override
                void add(MethodVisitor to) {
                    to.visitVarInsn(Opcodes.ALOAD, 1);
                    calls.call(to, "offset", "(Ljava/lang/Object;)V");
                }
            };
        }
        if (!descriptor.startsWith("(Ljava/lang/Object;J")) {
            return null;
        }
        if (method.startsWith("get")) {
            return located(next, "peek", calls);
        }
        return method.startsWith("compareAndSwap") ? located(next, "probe", calls) : null;
    }

    private static MethodVisitor located(MethodVisitor next, String call, BridgeCalls calls) {
        return new AtEntry(next) {
            @Override
            void add(MethodVisitor to) {
                to.visitVarInsn(Opcodes.ALOAD, 1);
                to.visitVarInsn(Opcodes.LLOAD, 2);
                calls.call(to, call, LOCATED);
            }
        };
    }
}
