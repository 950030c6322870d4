package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.TracedField;
import java.util.List;
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
 *   own static written                    invokestatic  $Piitrace.settle()               then PUTSTATIC as it was
 *   accessor called  dup; push site;  invokestatic  $Piitrace.call(Object, int)      then the call, then called()
 *   derived method   aload_0; push site; invokestatic $Piitrace.read(Object, int)    at its start
 * </pre>
 */
final class ReadWeaver extends MethodVisitor {
    private static final String OWNER_AND_SITE = "(Ljava/lang/Object;I)V";
    private static final String LINK = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/String;Ljava/lang/String;I)Ljava/lang/invoke/CallSite;";
    /** First class file version that may use invokedynamic. */
    private static final int INVOKEDYNAMIC = 51;

    private final Weaving weaving;
    private final WovenClass woven;
    private final WovenMethod method;
    private final @Nullable TracedField derived;
    private final boolean plainGetter;
    private int line;

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
            super.visitVarInsn(Opcodes.ALOAD, 0);
            push(weaving.site(derived, AccessKind.DERIVED, woven.place(method, woven.firstLine(method))));
            bridge("read", OWNER_AND_SITE);
        }
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        this.line = line;
        super.visitLineNumber(line, start);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.GETFIELD) {
            beforeRead(owner, name, descriptor);
        } else if (opcode == Opcodes.GETSTATIC) {
            beforeStatic(owner, name, descriptor);
        } else if (opcode == Opcodes.PUTSTATIC && ownStatic(owner, name, descriptor) != null) {
            bridge("settle", "()V");
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    private void beforeRead(String owner, String name, String descriptor) {
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
        AccessKind kind = method.kind(owner, plainGetter);
        if (field != null) {
            // a derived value's own record stands for what it reads of the same category
            if (derived == null || !derived.category().equals(field.category())) {
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

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        TracedField accessed = opcode == Opcodes.INVOKESTATIC ? null : accessor(owner, name, descriptor);
        if (accessed == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        super.visitInsn(Opcodes.DUP);
        push(weaving.site(accessed, AccessKind.GETTER, place()));
        bridge("call", OWNER_AND_SITE);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        bridge("called", "()V");
    }

    /** The field behind a call, where the callee may be an accessor and this method is not just another way to it. */
    private @Nullable TracedField accessor(String owner, String name, String descriptor) {
        if (!descriptor.startsWith("()") || owner.startsWith("java/") || owner.startsWith("[")) {
            return null;
        }
        if (method.isBridge()
                || (method.name().equals(name) && method.descriptor().startsWith("()"))) {
            return null;
        }
        return weaving.catalog().accessed(owner, name, descriptor);
    }

    private String place() {
        return woven.place(method, line);
    }

    private void push(int number) {
        if (number <= Short.MAX_VALUE) {
            super.visitIntInsn(Opcodes.SIPUSH, number);
        } else {
            super.visitLdcInsn(number);
        }
    }

    private void bridge(String name, String descriptor) {
        woven.inserted();
        super.visitMethodInsn(Opcodes.INVOKESTATIC, weaving.bridge(), name, descriptor, false);
    }
}
