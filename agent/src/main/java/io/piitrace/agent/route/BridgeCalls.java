package io.piitrace.agent.route;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes calls of the bridge. On the stack only: no local variable and no branch is added, so every frame stays true.
 *
 * @param bridge internal name of the bridge
 * @param route number of the route that calls
 */
record BridgeCalls(String bridge, int route) {
    private static final String ACQUIRED =
            "(Ljava/lang/Object;Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Object;I)Ljava/lang/Object;";

    /** The stack holds what was acquired, class, name and extra; after it, what to use instead. */
    void acquired(MethodVisitor to, String type) {
        to.visitIntInsn(Opcodes.BIPUSH, route);
        to.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "acquired", ACQUIRED, false);
        to.visitTypeInsn(Opcodes.CHECKCAST, type);
    }

    void call(MethodVisitor to, String method, String descriptor) {
        to.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, method, descriptor, false);
    }
}
