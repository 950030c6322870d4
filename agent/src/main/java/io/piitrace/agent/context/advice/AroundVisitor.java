package io.piitrace.agent.context.advice;

import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.F_NEW;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts {@code Object scope = enter(…); try { body } finally { exit(…, scope, result, failure) }} around a body.
 *
 * <p>The scope lives in a local variable behind those of the body, which therefore keep their places; frames of the body get
 * that variable appended. {@code exit} never throws and may be called twice for one scope, so that the range of the
 * {@code try} may include its calls. Not for constructors.
 */
final class AroundVisitor extends MethodVisitor {
    private final MethodFacts method;
    private final BridgeCalls calls;
    private final int hook;
    private final Consumer<MethodVisitor> enter;
    private final boolean frames;
    private final Label start = new Label();

    /**
     * @param enter emits the call of {@code enter} and leaves its result on the stack
     * @param frames whether the class file has stack map frames
     */
    AroundVisitor(
            MethodVisitor mv,
            MethodFacts method,
            BridgeCalls calls,
            int hook,
            boolean frames,
            Consumer<MethodVisitor> enter) {
        super(Opcodes.ASM9, mv);
        this.method = method;
        this.calls = calls;
        this.hook = hook;
        this.frames = frames;
        this.enter = enter;
    }

    private int scope() {
        return method.maxLocals();
    }

    @Override
    public void visitCode() {
        super.visitCode();
        enter.accept(mv);
        super.visitVarInsn(ASTORE, scope());
        super.visitLabel(start);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == ARETURN) {
            super.visitVarInsn(ASTORE, scope() + 1);
            super.visitIntInsn(SIPUSH, hook);
            super.visitVarInsn(ALOAD, scope());
            super.visitVarInsn(ALOAD, scope() + 1);
            super.visitInsn(ACONST_NULL);
            calls.exit(mv);
            super.visitVarInsn(ALOAD, scope() + 1);
        } else if (opcode >= IRETURN && opcode <= RETURN) {
            super.visitIntInsn(SIPUSH, hook);
            super.visitVarInsn(ALOAD, scope());
            super.visitInsn(ACONST_NULL);
            super.visitInsn(ACONST_NULL);
            calls.exit(mv);
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitFrame(int type, int numLocal, @Nullable Object[] local, int numStack, @Nullable Object[] stack) {
        Object[] more = new Object[numLocal + scope() + 1];
        int slots = 0;
        for (int i = 0; i < numLocal; i++) {
            more[i] = local[i];
            slots += local[i] == Opcodes.LONG || local[i] == Opcodes.DOUBLE ? 2 : 1;
        }
        int size = numLocal;
        for (; slots < scope(); slots++) {
            more[size++] = Opcodes.TOP;
        }
        more[size++] = "java/lang/Object";
        super.visitFrame(type, size, more, numStack, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        Label end = new Label();
        super.visitTryCatchBlock(start, end, end, null);
        super.visitLabel(end);
        if (frames) {
            Object[] locals = new Object[scope() + 1];
            Arrays.fill(locals, Opcodes.TOP);
            locals[scope()] = "java/lang/Object";
            super.visitFrame(F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        }
        super.visitVarInsn(ASTORE, scope() + 1);
        super.visitIntInsn(SIPUSH, hook);
        super.visitVarInsn(ALOAD, scope());
        super.visitInsn(ACONST_NULL);
        super.visitVarInsn(ALOAD, scope() + 1);
        calls.exit(mv);
        super.visitVarInsn(ALOAD, scope() + 1);
        super.visitInsn(ATHROW);
        super.visitMaxs(maxStack, maxLocals + 2);
    }
}
