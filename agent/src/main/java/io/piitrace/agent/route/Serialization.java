package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Java serialization: it takes the fields of an object, class by class, out of memory. Records too. */
final class Serialization extends Route {
    private final FieldMarks primitives;
    private final FieldMarks references;

    Serialization(Marks marks) {
        super("serialization", "java/io/ObjectStreamClass");
        primitives = new FieldMarks(marks, true);
        references = new FieldMarks(marks, false);
    }

    BiConsumer<Object, Object> primitives() {
        return primitives;
    }

    BiConsumer<Object, Object> references() {
        return references;
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        String call = method.equals("getPrimFieldValues") && descriptor.equals("(Ljava/lang/Object;[B)V")
                ? "primitives"
                : method.equals("getObjFieldValues") && descriptor.equals("(Ljava/lang/Object;[Ljava/lang/Object;)V")
                        ? "references"
                        : null;
        return call == null
                ? null
                : new AtEntry(next) {
                    @Override
                    void add(MethodVisitor to) {
                        to.visitVarInsn(Opcodes.ALOAD, 1);
                        to.visitVarInsn(Opcodes.ALOAD, 0);
                        to.visitMethodInsn(Opcodes.INVOKEVIRTUAL, target, "forClass", "()Ljava/lang/Class;", false);
                        calls.call(to, call, "(Ljava/lang/Object;Ljava/lang/Class;)V");
                    }
                };
    }

    /** The marks of one class's own serialized fields. */
    private static final class FieldMarks extends ClassValue<ReadMark[]> implements BiConsumer<Object, Object> {
        private static final ReadMark[] NONE = {};

        private final Marks marks;
        private final boolean primitive;

        FieldMarks(Marks marks, boolean primitive) {
            this.marks = marks;
            this.primitive = primitive;
        }

        @Override
        public void accept(Object owner, Object type) {
            for (ReadMark mark : get((Class<?>) type)) {
                mark.read(owner);
            }
        }

        @Override
        protected ReadMark[] computeValue(Class<?> type) {
            ObjectStreamClass descriptor = type.getClassLoader() == null ? null : ObjectStreamClass.lookup(type);
            if (descriptor == null) {
                return NONE;
            }
            List<ReadMark> found = new ArrayList<>();
            for (ObjectStreamField field : descriptor.getFields()) {
                if (field.isPrimitive() == primitive) {
                    ReadMark mark = marks.of(
                            type,
                            field.getName(),
                            field.getType(),
                            AccessKind.SERIALIZATION,
                            "java.io.ObjectOutputStream.writeObject");
                    if (mark != null) {
                        found.add(mark);
                    }
                }
            }
            return found.toArray(NONE);
        }
    }
}
