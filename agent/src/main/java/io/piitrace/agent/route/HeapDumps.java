package io.piitrace.agent.route;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A heap dump holds every personal field in memory and reads none of them. That one was asked for through the diagnostic bean is
 * said each time, before it is written.
 */
final class HeapDumps extends Route {
    private final Exposures exposures;

    HeapDumps(Exposures exposures) {
        super("heap dumps", "com/sun/management/internal/HotSpotDiagnostic");
        this.exposures = exposures;
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        return !method.equals("dumpHeap") || !descriptor.startsWith("(Ljava/lang/String;")
                ? null
                : new AtEntry(next) {
                    @Override
                    void add(MethodVisitor to) {
                        to.visitVarInsn(Opcodes.ALOAD, 1);
                        to.visitInsn(Opcodes.ACONST_NULL);
                        to.visitInsn(Opcodes.ACONST_NULL);
                        to.visitInsn(Opcodes.ACONST_NULL);
                        calls.acquired(to, "java/lang/String");
                        to.visitInsn(Opcodes.POP);
                    }
                };
    }

    @Override
    @Nullable
    Object acquired(Object file, @Nullable Class<?> type, @Nullable String name, @Nullable Object extra) {
        String how = "by the diagnostic bean, into " + file;
        String by = Askers.nearest();
        exposures.exposed("heap dump", by == null ? how : how + "; asked for at " + by);
        return null;
    }
}
