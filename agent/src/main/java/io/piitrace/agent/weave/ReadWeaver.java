package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.agent.catalog.Frameworks;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.TracedField;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves one method. What it puts in is straight-line and leaves the stack as it was:
 *
 * <pre>
 *   own field        dup; push site;  invokestatic  $Piitrace.read(Object, int)      then GETFIELD as it was
 *   other's field    dup;             invokedynamic $Piitrace.link → (Object)void    then GETFIELD as it was
 *   own static                push site;  invokestatic  $Piitrace.readStatic(int)        then GETSTATIC as it was
 *   other's static                        invokedynamic $Piitrace.link → ()void          then GETSTATIC as it was
 *   own static written        push news;  invokestatic  $Piitrace.settle(int)            then PUTSTATIC as it was
 *   personal type made        push news;  invokestatic  $Piitrace.settle(int)            at the start of its constructors
 *   accessor called  dup; push site;  invokestatic  $Piitrace.call(Object, int)      then the call, then called()
 *   derived method   aload_0; push site; invokestatic $Piitrace.read(Object, int)    at its start
 *   framework reads  its place is left behind like that of a call, see {@link FrameworkMarks}
 * </pre>
 */
final class ReadWeaver extends MethodVisitor {
    private static final String OWNER_AND_SITE = "(Ljava/lang/Object;I)V";
    private static final String LINK = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/String;Ljava/lang/String;I)Ljava/lang/invoke/CallSite;";
    /** First class file version that may use invokedynamic. */
    private static final int INVOKEDYNAMIC = 51;

    private static final Set<AccessKind> OF_ITSELF =
            Set.of(AccessKind.TO_STRING, AccessKind.EQUALS_HASH, AccessKind.COPY);

    private final Weaving weaving;
    private final WovenClass woven;
    private final WovenMethod method;
    private final @Nullable TracedField derived;
    private final boolean plainGetter;
    private int line;
    private Before before = Before.OTHER;

    /** What was put on the stack last. */
    private enum Before {
        CONSTANT,
        /** This, behind a constant: arguments for a persistence provider's own use. */
        THIS_BEHIND_CONSTANT,
        THIS,
        OTHER
    }

    ReadWeaver(Weaving weaving, WovenClass woven, WovenMethod method, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.weaving = weaving;
        this.woven = woven;
        this.method = method;
        ClassFacts facts = woven.facts;
        derived = facts == null ? null : facts.derived().get(method.key());
        plainGetter = woven.isPlainGetter(method);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (derived != null) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            push(weaving.site(derived, AccessKind.DERIVED, woven.place(method, woven.firstLine(method))));
            bridge("read", OWNER_AND_SITE);
        }
        if (woven.makesPersonal(method)) {
            settle();
        }
    }

    private void settle() {
        push(weaving.mentions().newsCount());
        bridge("settle", "(I)V");
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        super.visitVarInsn(opcode, variable);
        boolean isThis = opcode == Opcodes.ALOAD && variable == 0 && !method.isStatic();
        before = !isThis ? Before.OTHER : before == Before.CONSTANT ? Before.THIS_BEHIND_CONSTANT : Before.THIS;
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        before = Before.CONSTANT;
    }

    @Override
    public void visitInsn(int opcode) {
        super.visitInsn(opcode);
        before = Before.OTHER;
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        super.visitJumpInsn(opcode, label);
        before = Before.OTHER;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        before = Before.OTHER;
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        before = Before.OTHER;
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        if (before == Before.CONSTANT) {
            before = Before.OTHER;
        }
    }

    /** The last instruction, which the next one will no longer be told of. */
    private Before takeBefore() {
        Before last = before;
        before = Before.OTHER;
        return last;
    }

    private static boolean isThis(Before before) {
        return before == Before.THIS || before == Before.THIS_BEHIND_CONSTANT;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        this.line = line;
        super.visitLineNumber(line, start);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        Before last = takeBefore();
        if (opcode == Opcodes.GETFIELD) {
            beforeRead(owner, name, descriptor, last);
        } else if (opcode == Opcodes.GETSTATIC) {
            beforeStatic(owner, name, descriptor);
        } else if (opcode == Opcodes.PUTSTATIC && ownStatic(owner, name, descriptor) != null) {
            settle();
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    private void beforeRead(String owner, String name, String descriptor, Before last) {
        if (woven.isLate(owner, name, descriptor)) {
            readLater(owner, name, descriptor);
        }
        if (!owner.equals(woven.name)) {
            return;
        }
        ClassFacts facts = woven.facts;
        String key = name + ':' + descriptor;
        TracedField field = facts == null ? null : facts.fields().get(key);
        List<ClassFacts.Choice> alternatives =
                facts == null ? null : facts.choices().get(key);
        boolean handedToProvider = last == Before.THIS_BEHIND_CONSTANT && Frameworks.fieldReadBy(method.name()) != null;
        AccessKind kind = handedToProvider ? AccessKind.PERSISTENCE : method.kind(owner, plainGetter);
        if (field != null) {
            if (!isCountedBefore(field, last)) {
                super.visitInsn(Opcodes.DUP);
                push(weaving.site(field, kind, place()));
                bridge("read", OWNER_AND_SITE);
            }
        } else if (alternatives != null) {
            super.visitInsn(Opcodes.DUP);
            push(weaving.choice(alternatives, kind, place()));
            bridge("select", OWNER_AND_SITE);
        }
    }

    private @Nullable TracedField ownStatic(String owner, String name, String descriptor) {
        ClassFacts facts = woven.facts;
        return facts == null || !owner.equals(woven.name)
                ? null
                : facts.statics().get(name + ':' + descriptor);
    }

    private void beforeStatic(String owner, String name, String descriptor) {
        TracedField field = ownStatic(owner, name, descriptor);
        if (field != null) {
            push(weaving.site(field, method.kind(owner, plainGetter), place()));
            bridge("readStatic", "(I)V");
        } else if (woven.isLateStatic(owner, name, descriptor)) {
            ReadPoint point = new ReadPoint(place(), method.kind(owner, plainGetter));
            if (woven.version < INVOKEDYNAMIC) {
                push(weaving.lateStatic(woven.loader, owner, name, descriptor, point));
                bridge("selectStatic", "(I)V");
            } else {
                link("()V", owner, name + ':' + descriptor, point);
            }
        }
    }

    private void readLater(String owner, String name, String descriptor) {
        ReadPoint point = new ReadPoint(place(), method.kind(owner, plainGetter));
        super.visitInsn(Opcodes.DUP);
        if (woven.version < INVOKEDYNAMIC) {
            push(weaving.lateRead(owner, name, descriptor, point));
            bridge("select", OWNER_AND_SITE);
            return;
        }
        link("(Ljava/lang/Object;)V", owner, name + ':' + descriptor, point);
    }

    private void link(String type, String owner, String field, ReadPoint point) {
        woven.inserted();
        super.visitInvokeDynamicInsn(
                "read",
                type,
                new Handle(Opcodes.H_INVOKESTATIC, weaving.bridge(), "link", LINK, false),
                owner,
                field,
                weaving.points().number(point));
    }

    /** A derived value's own record stands for what it reads of the same object and category. */
    private boolean isCountedBefore(TracedField field, Before last) {
        return derived != null && isThis(last) && derived.category().equals(field.category());
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Before last = takeBefore();
        if (woven.marks != null && woven.marks.before(mv, weaving, opcode, owner, name, descriptor, place())) {
            woven.inserted();
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            bridge("called", "()V");
            return;
        }
        TracedField accessed = opcode == Opcodes.INVOKESTATIC ? null : accessor(owner, name, descriptor);
        if (accessed == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        super.visitInsn(Opcodes.DUP);
        push(
                isCountedBefore(accessed, last)
                        ? weaving.counted()
                        : weaving.site(accessed, kindOfCall(owner, name), place()));
        bridge("call", OWNER_AND_SITE);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        bridge("called", "()V");
    }

    /**
     * What a provider wove in stands for the instruction that read the field itself, whose kind was decided here. A class's own
     * {@code toString}, {@code equals} and copies are that, too, where they call getters.
     */
    private AccessKind kindOfCall(String owner, String accessor) {
        boolean woven = Frameworks.fieldReadBy(accessor) != null;
        if (!owner.equals(this.woven.name)) {
            return woven ? AccessKind.FOREIGN : AccessKind.GETTER;
        }
        AccessKind own = method.kind(owner, false);
        return woven || OF_ITSELF.contains(own) ? own : AccessKind.GETTER;
    }

    /** The field behind a call, where the callee may be an accessor and this method is not just another way to it. */
    private @Nullable TracedField accessor(String owner, String name, String descriptor) {
        if (!descriptor.startsWith("()") || owner.startsWith("java/") || owner.startsWith("[")) {
            return null;
        }
        if (derived == null && isAnotherWay(name)) {
            return null;
        }
        return weaving.catalog().accessed(owner, name, descriptor);
    }

    /** Whoever calls a bridge, an overriding accessor or one that only calls another is the caller of that. */
    private boolean isAnotherWay(String callee) {
        ClassFacts facts = woven.facts;
        return method.isBridge()
                || (method.name().equals(callee) && method.descriptor().startsWith("()"))
                || (facts != null && facts.accessors().containsKey(method.key()));
    }

    private String place() {
        return woven.place(method, line);
    }

    private void push(int number) {
        push(mv, number);
    }

    static void push(MethodVisitor to, int number) {
        if (number >= Short.MIN_VALUE && number <= Short.MAX_VALUE) {
            to.visitIntInsn(Opcodes.SIPUSH, number);
        } else {
            to.visitLdcInsn(number);
        }
    }

    private void bridge(String name, String descriptor) {
        woven.inserted();
        super.visitMethodInsn(Opcodes.INVOKESTATIC, weaving.bridge(), name, descriptor, false);
    }
}
