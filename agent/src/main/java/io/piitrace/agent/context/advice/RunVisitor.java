package io.piitrace.agent.context.advice;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Sends calls of {@code Runnable.run} through the bridge, which takes the runnable from the stack just as the call would. */
final class RunVisitor extends MethodVisitor {
    private final BridgeCalls calls;

    RunVisitor(MethodVisitor mv, BridgeCalls calls) {
        super(Opcodes.ASM9, mv);
        this.calls = calls;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if ((owner.equals("java/lang/Runnable") || owner.equals("java/util/TimerTask")) && name.equals("run")) {
            calls.run(mv);
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }
}
