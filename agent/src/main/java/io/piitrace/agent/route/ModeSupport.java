package io.piitrace.agent.route;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lets adapted var handles be asked which modes they support. Before Java 21 that fails with a {@code NullPointerException}
 * (JDK-8307508); an application could never see it, because nothing public gave it an adapted handle.
 */
final class ModeSupport extends Route {
    static final int LAST_RELEASE = 20;

    ModeSupport() {
        super("supported modes of var handles", "java/lang/invoke/VarHandle");
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        return !method.equals("isAccessModeSupported")
                ? null
                : new AtEntry(next) {
                    @Override
                    void add(MethodVisitor to) {
                        to.visitVarInsn(Opcodes.ALOAD, 0);
                        to.visitMethodInsn(
                                Opcodes.INVOKEVIRTUAL, target, "asDirect", "()Ljava/lang/invoke/VarHandle;", false);
                        to.visitVarInsn(Opcodes.ASTORE, 0);
                    }
                };
    }
}
