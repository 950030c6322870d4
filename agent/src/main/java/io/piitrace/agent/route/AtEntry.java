package io.piitrace.agent.route;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Adds code at the start of a method. */
abstract class AtEntry extends MethodVisitor {
    AtEntry(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    abstract void add(MethodVisitor to);

    @Override
    public void visitCode() {
        super.visitCode();
        add(mv);
    }
}
