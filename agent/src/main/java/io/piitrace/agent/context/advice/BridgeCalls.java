package io.piitrace.agent.context.advice;

import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.SIPUSH;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Emits calls of the bridge into a method.
 *
 * @param bridge internal name of the bridge
 */
record BridgeCalls(String bridge) {
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String ENTER = "(I" + OBJECT + OBJECT + OBJECT + ")" + OBJECT;
    private static final String EXIT = "(I" + OBJECT + OBJECT + "Ljava/lang/Throwable;)V";

    /** {@code enter(hook, this or null, parameter or null, parameter or null)}, whose result is left on the stack. */
    void enter(MethodVisitor mv, MethodFacts method, int hook, int first, int second) {
        mv.visitIntInsn(SIPUSH, hook);
        self(mv, method);
        parameter(mv, method, first);
        parameter(mv, method, second);
        enter(mv);
    }

    /** {@code enter} with what is on the stack: number, object, first, second. */
    void enter(MethodVisitor mv) {
        mv.visitMethodInsn(INVOKESTATIC, bridge, "enter", ENTER, false);
    }

    /** {@code exit} with what is on the stack: number, scope, result, failure. */
    void exit(MethodVisitor mv) {
        mv.visitMethodInsn(INVOKESTATIC, bridge, "exit", EXIT, false);
    }

    void run(MethodVisitor mv) {
        mv.visitMethodInsn(INVOKESTATIC, bridge, "run", "(Ljava/lang/Runnable;)V", false);
    }

    static void self(MethodVisitor mv, MethodFacts method) {
        if (method.isStatic()) {
            mv.visitInsn(ACONST_NULL);
        } else {
            mv.visitVarInsn(ALOAD, 0);
        }
    }

    private static void parameter(MethodVisitor mv, MethodFacts method, int index) {
        if (index < 0) {
            mv.visitInsn(ACONST_NULL);
            return;
        }
        Type[] types = Type.getArgumentTypes(method.descriptor());
        int slot = method.isStatic() ? 0 : 1;
        for (int i = 0; i < index; i++) {
            slot += types[i].getSize();
        }
        mv.visitVarInsn(ALOAD, slot);
    }
}
