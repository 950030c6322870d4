package io.piitrace.agent.context.advice;

import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Edits the bodies of one class: hooked methods, and methods with a declared purpose. */
final class HookVisitor extends ClassVisitor {
    private final ClassFacts facts;
    private final BridgeCalls calls;
    private final List<HookPoint> points;
    private final Map<String, String> rules;
    private final List<HookPoint> missing;
    private boolean frames;
    private int edited;

    /** @param rules purposes of methods of this class by name, from the configuration */
    HookVisitor(
            ClassVisitor cv, ClassFacts facts, BridgeCalls calls, List<HookPoint> points, Map<String, String> rules) {
        super(Opcodes.ASM9, cv);
        this.facts = facts;
        this.calls = calls;
        this.points = points;
        this.rules = rules;
        this.missing = new ArrayList<>(points);
    }

    /** Points whose method was not there. */
    List<HookPoint> missing() {
        return missing;
    }

    boolean editedAnything() {
        return edited > 0;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        frames = (version & 0xFFFF) >= Opcodes.V1_6;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor mv = super.visitMethod(access, name, descriptor, signature, exceptions);
        MethodFacts method = facts.method(name, descriptor);
        if (method == null) {
            return mv;
        }
        for (HookPoint point : points) {
            if (point.matches(name, descriptor)) {
                missing.remove(point);
                edited++;
                mv = hooked(mv, method, point);
            }
        }
        String rule = rules.get(name);
        String purpose = rule != null ? rule : facts.purposeOf(method);
        if (purpose != null && !name.startsWith("<")) {
            edited++;
            String source = rule != null ? "rule" : "annotation";
            mv = new AroundVisitor(mv, method, calls, Hook.PURPOSE, frames, to -> {
                to.visitIntInsn(SIPUSH, Hook.PURPOSE);
                to.visitInsn(ACONST_NULL);
                to.visitLdcInsn(purpose);
                to.visitLdcInsn(source);
                calls.enter(to);
            });
        }
        return mv;
    }

    private MethodVisitor hooked(MethodVisitor mv, MethodFacts method, HookPoint point) {
        boolean two =
                point.shape() == HookPoint.Shape.START_WITH_TWO || point.shape() == HookPoint.Shape.RETURN_WITH_TWO;
        int second = two ? point.first() + 1 : -1;
        Consumer<MethodVisitor> enter = to -> calls.enter(to, method, point.hook(), point.first(), second);
        return switch (point.shape()) {
            case AROUND -> new AroundVisitor(mv, method, calls, point.hook(), frames, enter);
            case WORKER -> new RunVisitor(new AroundVisitor(mv, method, calls, point.hook(), frames, enter), calls);
            case START, START_WITH_TWO -> new EnterVisitor(mv, true, enter);
            case RETURN, RETURN_WITH_TWO -> new EnterVisitor(mv, false, enter);
            case THREAD -> new EnterVisitor(mv, true, this::enterThread);
            case BODY -> body(mv, method, enter);
            case BODY_OF_THREE -> body(mv, method, to -> enterWithThree(to, point.hook()));
        };
    }

    /** A thread's task is in a field of its own, or since JDK 19 in a field of its holder. */
    private void enterThread(MethodVisitor to) {
        String holder = facts.field("holder");
        to.visitIntInsn(SIPUSH, Hook.THREAD);
        to.visitVarInsn(ALOAD, 0);
        if ("Ljava/lang/Runnable;".equals(facts.field("target"))) {
            to.visitVarInsn(ALOAD, 0);
            to.visitFieldInsn(GETFIELD, "java/lang/Thread", "target", "Ljava/lang/Runnable;");
        } else if (holder != null) {
            to.visitVarInsn(ALOAD, 0);
            to.visitFieldInsn(GETFIELD, "java/lang/Thread", "holder", holder);
            String owner = Type.getType(holder).getInternalName();
            to.visitFieldInsn(GETFIELD, owner, "task", "Ljava/lang/Runnable;");
        } else {
            to.visitInsn(ACONST_NULL);
        }
        to.visitInsn(ACONST_NULL);
        calls.enter(to);
    }

    private void enterWithThree(MethodVisitor to, int hook) {
        to.visitIntInsn(SIPUSH, hook);
        for (int parameter = 0; parameter < 3; parameter++) {
            to.visitVarInsn(ALOAD, parameter);
        }
        calls.enter(to);
    }

    private static MethodVisitor body(MethodVisitor mv, MethodFacts method, Consumer<MethodVisitor> enter) {
        mv.visitCode();
        enter.accept(mv);
        if (method.descriptor().endsWith(")V")) {
            mv.visitInsn(POP);
            mv.visitInsn(RETURN);
        } else {
            mv.visitInsn(ARETURN);
        }
        mv.visitMaxs(0, 0);
        mv.visitEnd();
        return new MethodVisitor(Opcodes.ASM9) {}; // the old body goes nowhere
    }
}
