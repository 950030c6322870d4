package io.piitrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.weave.target.RecordTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes that cannot be woven stay as they are, and are said. */
class UnweavableTest {
    private static final ClassLoader LOADER = new ClassLoader(null) {};

    private final List<String> gaps = new ArrayList<>();
    private Weaver weaver;

    @BeforeEach
    void start() {
        Catalog catalog = new Catalog(WovenProgram.noRules());
        weaver = new Weaver(catalog, (owner, site) -> {}, (what, why) -> gaps.add(what + ": " + why), "x/Bridge");
    }

    @Test
    void aClassFileOfTheFutureIsWovenAndKeepsItsVersion() throws Exception {
        byte[] today = transform(person());
        byte[] bytes = person();
        bytes[7] = 99;

        byte[] woven = transform(bytes);

        assertThat(woven).isNotNull();
        assertThat(woven[7]).isEqualTo((byte) 99);
        woven[7] = today[7];
        assertThat(woven).isEqualTo(today);
        assertThat(gaps).isEmpty();
    }

    @Test
    void aClassFileOfTheFutureWithSomethingNewInItIsAGap() throws Exception {
        byte[] bytes = person();
        bytes[7] = 99;
        bytes[10] = 77; // the tag of the first constant

        assertThat(transform(bytes)).isNull();
        assertThat(gaps).singleElement().asString().contains("could not be woven", "77");
    }

    @Test
    void aMalformedClassIsAGap() throws Exception {
        byte[] bytes = person();

        assertThat(transform(Arrays.copyOf(bytes, bytes.length / 3))).isNull();
        assertThat(transform("not a class".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isNull();
        assertThat(gaps).hasSize(2);
    }

    @Test
    void everyCutOfAClassEndsInAGapAndNeverInAnException() throws Exception {
        byte[] bytes = person();

        for (int length = 0; length < bytes.length; length++) {
            assertThat(transform(Arrays.copyOf(bytes, length)))
                    .as("cut at " + length)
                    .isNull();
        }
        assertThat(gaps).hasSize(bytes.length);
    }

    @Test
    void aMethodThatWouldBecomeTooLargeStaysAsItIsAndTheOthersAreWoven() {
        byte[] woven = transform(large(9_000));

        assertThat(woven).isNotNull();
        assertThat(gaps).containsExactly("Large.all: method is too large to be woven: its reads are not traced");
    }

    @Test
    void whatIsPersonalNowhereIsLeftAlone() throws Exception {
        assertThat(transform(bytesOf(UnweavableTest.class))).isNull();
        assertThat(gaps).isEmpty();
    }

    private byte[] transform(byte[] bytes) {
        return weaver.transform(null, LOADER, "p/Person", null, null, bytes);
    }

    private static byte[] person() throws Exception {
        return bytesOf(Class.forName(RecordTarget.class.getName() + "$Person"));
    }

    private static byte[] bytesOf(Class<?> type) throws Exception {
        String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        return type.getResourceAsStream(name).readAllBytes();
    }

    /** A class with one method of {@code reads} reads, seven bytes each before weaving, and one getter. */
    private static byte[] large(int reads) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Large", null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PRIVATE, "ssn", "I", null, null)
                .visitAnnotation("Lio/piitrace/annotation/Pii;", true)
                .visit("value", "ssn");
        for (String name : List.of("all", "one")) {
            MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, "()V", null, null);
            method.visitCode();
            for (int i = 0; i < (name.equals("all") ? reads : 1); i++) {
                method.visitVarInsn(Opcodes.ALOAD, 0);
                method.visitFieldInsn(Opcodes.GETFIELD, "Large", "ssn", "I");
                method.visitInsn(Opcodes.POP);
            }
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }
}
