package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Method handles that read a field: looked up, unreflected, constants of class files, and from Java 18 on what
 * {@code Field.get} itself uses. All are made in one method.
 */
final class GetterHandles extends Route {
    private static final String MEMBER = "java/lang/invoke/MemberName";
    private static final ThreadLocal<AccessKind> KIND = new ThreadLocal<>();

    private final Marks marks;

    GetterHandles(Marks marks) {
        super("method handles", "java/lang/invoke/MethodHandles$Lookup");
        this.marks = marks;
    }

    /** The same field's handle again, for reads of another kind. */
    static MethodHandle again(MethodHandles.Lookup lookup, Class<?> owner, String field, Class<?> type, AccessKind kind)
            throws ReflectiveOperationException {
        KIND.set(kind);
        try {
            return lookup.findGetter(owner, field, type);
        } finally {
            KIND.remove();
        }
    }

    @Override
    void check() throws ReflectiveOperationException {
        checkMember();
    }

    /** Whether the code that {@link #pushMember} writes can be linked. */
    static void checkMember() throws ReflectiveOperationException {
        Class<?> member = Class.forName("java.lang.invoke.MemberName");
        if (member.getDeclaredMethod("getDeclaringClass").getReturnType() != Class.class
                || member.getDeclaredMethod("getName").getReturnType() != String.class) {
            throw new NoSuchMethodException("java.lang.invoke.MemberName tells neither class nor name");
        }
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        int member = method.equals("getDirectFieldCommon") ? local(descriptor) : -1;
        return member < 0
                ? null
                : new BeforeReturn(next) {
                    @Override
                    void add(MethodVisitor to) {
                        pushMember(to, member);
                        to.visitVarInsn(Opcodes.ALOAD, member);
                        calls.acquired(to, "java/lang/invoke/MethodHandle");
                    }
                };
    }

    /** The local variable of the first parameter that names a member; -1 if there is none. */
    static int local(String descriptor) {
        int local = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            if (argument.getSort() == Type.OBJECT && argument.getInternalName().equals(MEMBER)) {
                return local;
            }
            local += argument.getSize();
        }
        return -1;
    }

    static void pushMember(MethodVisitor to, int local) {
        to.visitVarInsn(Opcodes.ALOAD, local);
        to.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MEMBER, "getDeclaringClass", "()Ljava/lang/Class;", false);
        to.visitVarInsn(Opcodes.ALOAD, local);
        to.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MEMBER, "getName", "()Ljava/lang/String;", false);
    }

    @Override
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String field, @Nullable Object member)
            throws Throwable {
        MethodHandle handle = (MethodHandle) what;
        Class<?> fieldType = handle.type().returnType();
        if (type == null
                || field == null
                || member == null
                || fieldType == void.class
                || handle.type().parameterCount() > 1
                || !marks.isTraced(type, field, fieldType)) {
            return null;
        }
        AccessKind kind = KIND.get();
        if (kind == null) {
            kind = isReflection() ? AccessKind.REFLECTION : AccessKind.HANDLE;
        }
        ReadMark mark = marks.of(type, field, fieldType, kind, place(kind, type));
        if (mark == null) {
            return null;
        }
        MethodHandle recording = handle.type().parameterCount() == 0
                ? Internals.recordingStatic(mark)
                : Internals.recording(mark, handle.type().parameterType(0));
        return Internals.passingFor(member, MethodHandles.foldArguments(handle, recording));
    }

    private static String place(AccessKind kind, Class<?> type) {
        return switch (kind) {
            case REFLECTION -> "java.lang.reflect.Field.get";
            case TO_STRING -> type.getName().concat(".toString");
            case EQUALS_HASH -> type.getName().concat(".equals");
            default -> "java.lang.invoke.MethodHandle.invoke";
        };
    }

    private static boolean isReflection() {
        return StackWalker.getInstance(Set.of(StackWalker.Option.SHOW_REFLECT_FRAMES))
                .walk(ForReflection.INSTANCE);
    }

    /** A class and not a lambda: linking one here would come back here. */
    private static final class ForReflection implements Function<Stream<StackWalker.StackFrame>, Boolean> {
        private static final ForReflection INSTANCE = new ForReflection();
        private static final int NEAR = 16;

        @Override
        public Boolean apply(Stream<StackWalker.StackFrame> frames) {
            var near = frames.limit(NEAR).iterator();
            while (near.hasNext()) {
                if (near.next().getClassName().equals("jdk.internal.reflect.MethodHandleAccessorFactory")) {
                    return true;
                }
            }
            return false;
        }
    }
}
