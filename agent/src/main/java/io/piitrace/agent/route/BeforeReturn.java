package io.piitrace.agent.route;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Adds code before every return of a method that has a result; the result lies on the stack. */
abstract class BeforeReturn extends MethodVisitor {
    BeforeReturn(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    abstract void add(MethodVisitor to);

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
            add(mv);
        }
        super.visitInsn(opcode);
    }
}
