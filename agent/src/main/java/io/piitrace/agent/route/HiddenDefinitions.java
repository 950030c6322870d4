package io.piitrace.agent.route;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Hidden classes: the JVM shows them to no transformer, so their bytes are woven on the way in. */
final class HiddenDefinitions extends Route {
    private final HiddenClasses weaver;

    HiddenDefinitions(HiddenClasses weaver) {
        super("hidden classes", "java/lang/invoke/MethodHandles$Lookup");
        this.weaver = weaver;
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        boolean defines = method.equals("defineHiddenClass") || method.equals("defineHiddenClassWithClassData");
        return !defines || !descriptor.startsWith("([B")
                ? null
                : new AtEntry(next) {
                    @Override
                    void add(MethodVisitor to) {
                        to.visitVarInsn(Opcodes.ALOAD, 1);
                        to.visitInsn(Opcodes.ACONST_NULL);
                        to.visitInsn(Opcodes.ACONST_NULL);
                        to.visitVarInsn(Opcodes.ALOAD, 0);
                        calls.acquired(to, "[B");
                        to.visitVarInsn(Opcodes.ASTORE, 1);
                    }
                };
    }

    @Override
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String field, @Nullable Object extra) {
        MethodHandles.Lookup lookup = (MethodHandles.Lookup) extra;
        if (lookup == null || !lookup.hasFullPrivilegeAccess()) {
            return null; // the definition is about to fail
        }
        return weaver.weave(lookup.lookupClass().getClassLoader(), ((byte[]) what).clone());
    }
}
