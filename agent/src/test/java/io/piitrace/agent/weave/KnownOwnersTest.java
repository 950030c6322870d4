package io.piitrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A read of another class's field is left alone only if nothing that the named class might mean can be personal. */
class KnownOwnersTest {
    private final ClassLoader loader = new ClassLoader(null) {};
    private final Weaver weaver =
            new Weaver(new Catalog(WovenProgram.noRules()), (owner, site) -> {}, (what, why) -> {}, "x/Bridge");

    @Test
    void whatReadsAClassThatIsKnownToHaveNothingPersonalIsLeftAlone() {
        see(type("Base", "java/lang/Object", false));
        see(type("Owner", "Base", false));

        assertThat(isWoven("Owner")).isFalse();
    }

    @Test
    void whatReadsAClassThatIsNotKnownIsWoven() {
        assertThat(isWoven("Owner")).isTrue();
    }

    @Test
    void whatReadsAClassWithAnUnknownSuperclassIsWoven() {
        see(type("Owner", "Base", false));

        assertThat(isWoven("Owner")).isTrue();
    }

    @Test
    void whatReadsAClassWithAPersonalSuperclassIsWoven() {
        see(type("Base", "java/lang/Object", true));
        see(type("Owner", "Base", false));

        assertThat(isWoven("Owner")).isTrue();
    }

    @Test
    void aClassOfAnotherLoaderSaysNothing() {
        ClassLoader other = new ClassLoader(null) {};
        weaver.weave(other, type("Owner", "java/lang/Object", false), false);

        assertThat(isWoven("Owner")).isTrue();
    }

    @Test
    void aHiddenClassSaysNothingOfTheClassWhoseNameItBears() {
        weaver.weave(loader, type("Owner", "java/lang/Object", false), true);

        assertThat(isWoven("Owner")).isTrue();
    }

    @Test
    void whatReadAClassThatBecomesPersonalIsWovenAgain() {
        see(type("Owner", "java/lang/Object", false));
        assertThat(isWoven("Owner")).isFalse();
        assertThat(weaver.mentions().takeStale()).isEmpty();

        see(type("Owner", "java/lang/Object", true));

        assertThat(weaver.mentions().takeStale()).containsOnlyKeys("Reader");
        assertThat(isWoven("Owner")).isTrue();
    }

    private void see(byte[] bytes) {
        weaver.weave(loader, bytes, false);
    }

    private boolean isWoven(String owner) {
        return weaver.weave(loader, reader(owner), false) != null;
    }

    private static byte[] type(String name, String superclass, boolean personal) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superclass, null);
        FieldVisitor field = writer.visitField(Opcodes.ACC_PUBLIC, "ssn", "I", null, null);
        if (personal) {
            field.visitAnnotation("Lio/piitrace/annotation/Pii;", true).visit("value", "ssn");
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] reader(String owner) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Reader", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "read", "(L" + owner + ";)I", null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitFieldInsn(Opcodes.GETFIELD, owner, "ssn", "I");
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
