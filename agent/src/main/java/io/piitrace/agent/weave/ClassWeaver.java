package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.ClassFileVersion;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves one class: calls to the bridge before reads, nothing else. No member, no local variable and no frame is added, so
 * the class keeps its shape, its serialVersionUID and its stack maps.
 */
final class ClassWeaver extends ClassVisitor {
    private final Weaving weaving;
    private final WovenClass woven;

    private ClassWeaver(Weaving weaving, WovenClass woven, ClassVisitor next) {
        super(Opcodes.ASM9, next);
        this.weaving = weaving;
        this.woven = woven;
    }

    /** The class with its reads woven; null if there was nothing to weave. */
    static byte @Nullable [] weave(Weaving weaving, WovenClass woven, byte[] bytes) {
        ClassReader reader = ClassFileVersion.reader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ClassWeaver(weaving, woven, writer), 0);
        return woven.insertions() == 0 ? null : ClassFileVersion.keep(bytes, writer.toByteArray());
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        woven.version = version & 0xFFFF;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        woven.source = source;
        super.visitSource(source, debug);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        WovenMethod method = new WovenMethod(access, name, descriptor);
        return woven.passesBy(method) ? next : new ReadWeaver(weaving, woven, method, next);
    }
}
