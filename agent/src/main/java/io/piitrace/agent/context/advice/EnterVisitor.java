package io.piitrace.agent.context.advice;

import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts a call of {@code enter}, whose result is dropped, at the start of a body or before its normal ends. */
final class EnterVisitor extends MethodVisitor {
    private final boolean atStart;
    private final Consumer<MethodVisitor> enter;

    EnterVisitor(MethodVisitor mv, boolean atStart, Consumer<MethodVisitor> enter) {
        super(Opcodes.ASM9, mv);
        this.atStart = atStart;
        this.enter = enter;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (atStart) {
            call();
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (!atStart && opcode == RETURN) {
            call();
        }
        super.visitInsn(opcode);
    }

    private void call() {
        enter.accept(mv);
        super.visitInsn(POP);
    }
}
