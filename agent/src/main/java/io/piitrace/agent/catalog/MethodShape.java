package io.piitrace.agent.catalog;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a method without parameters amounts to: nothing but a field of its own object, or nothing but another method of it
 * (a compiler's bridge); boxing and casting the result are let pass, and so is what coverage tools put in.
 */
final class MethodShape extends MethodVisitor {
    private enum State {
        START,
        THIS,
        VALUE,
        RETURNED,
        OTHER
    }

    private final String owner;
    private final AnnotationSink annotations;
    private final Consumer<MethodShape> done;
    private final CoverageProbe probe = new CoverageProbe();
    private State state = State.START;
    private @Nullable String field;
    private @Nullable String method;

    /** Receives each annotation of the method and says how to read it. */
    interface AnnotationSink {
        @Nullable
        AnnotationVisitor visit(String descriptor);

        /** The same for one of its parameters. */
        @Nullable
        AnnotationVisitor visitParameter(String descriptor);
    }

    MethodShape(String owner, AnnotationSink annotations, Consumer<MethodShape> done) {
        super(Opcodes.ASM9);
        this.owner = owner;
        this.annotations = annotations;
        this.done = done;
    }

    /** {@code name:descriptor} of the field that the method returns; null if it does anything else. */
    @Nullable
    String field() {
        return state == State.RETURNED ? field : null;
    }

    /** {@code name:descriptor} of the method whose result it returns; null if it does anything else. */
    @Nullable
    String method() {
        return state == State.RETURNED ? method : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotations.visit(descriptor);
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        return annotations.visitParameter(descriptor);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
        if (isProbe(opcode, index)) {
            return;
        }
        move(state == State.START && opcode == Opcodes.ALOAD && index == 0, State.THIS);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        field = ClassFacts.key(name, descriptor);
        move(state == State.THIS && opcode == Opcodes.GETFIELD && owner.equals(this.owner), State.VALUE);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (state == State.VALUE && owner.startsWith("java/lang/") && isBoxing(name)) {
            return;
        }
        if (state == State.START && opcode == Opcodes.INVOKESTATIC && descriptor.startsWith("()")) {
            return; // fetches the flags of a coverage tool, or changes nothing of what is returned
        }
        method = ClassFacts.key(name, descriptor);
        move(state == State.THIS && owner.equals(this.owner) && descriptor.startsWith("()"), State.VALUE);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (isProbe(opcode, 0)) {
            return;
        }
        move(state == State.VALUE && opcode == Opcodes.CHECKCAST, State.VALUE);
    }

    @Override
    public void visitInsn(int opcode) {
        if (isProbe(opcode, 0)) {
            return;
        }
        move(state == State.VALUE && opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN, State.RETURNED);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (!isProbe(opcode, 0)) {
            state = State.OTHER;
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        state = State.OTHER;
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (!isProbe(Opcodes.LDC, 0)) {
            state = State.OTHER;
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        state = State.OTHER;
    }

    @Override
    public void visitEnd() {
        done.accept(this);
    }

    /** {@code Long.valueOf}, {@code longValue}. */
    static boolean isBoxing(String method) {
        return method.equals("valueOf") || method.endsWith("Value");
    }

    private boolean isProbe(int opcode, int local) {
        return switch (state) {
            case START -> CoverageProbe.fetches(opcode, local) || probe.sets(opcode, local);
            case VALUE -> probe.sets(opcode, local);
            default -> false;
        };
    }

    private void move(boolean fits, State next) {
        state = fits ? next : State.OTHER;
    }
}
