package io.piitrace.agent.context.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.monitor.Notices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes that are not hooked, or not as they were: what the transformer does with them, and what it says. */
class HookTransformerTest {
    private final List<String> gaps = new ArrayList<>();
    private final HookTransformer transformer;

    HookTransformerTest() {
        Notices notices = new Notices();
        notices.receiveWith((type, timeMs, attributes) -> gaps.add(attributes.get("what")));
        transformer = new HookTransformer("java/lang/$Piitrace", Set.of(), Map.of(), notices);
    }

    @Test
    void aFrameworkClassOfAnotherShapeLosesEachOfItsHooksWithAGapAndStaysAsItIs() {
        HookPoints points = new HookPoints(Set.of());
        Set<String> frameworks = points.owners().stream()
                .filter(owner -> !owner.startsWith("java/") && !owner.startsWith("io/piitrace/"))
                .collect(Collectors.toSet());
        assertThat(frameworks).hasSizeGreaterThan(50);
        for (String owner : frameworks) {
            gaps.clear();
            assertThat(transform(owner, shaped(owner))).as(owner).isNull();
            assertThat(gaps)
                    .as(owner)
                    .containsExactlyInAnyOrderElementsOf(points.of(owner).stream()
                            .filter(point -> !point.isOptional())
                            .map(point -> "hook of " + point.describe())
                            .distinct()
                            .toList());
        }
    }

    @Test
    void aMethodThatIsStillThereKeepsItsHookWhereAnotherHasGone() {
        String pool = "org/eclipse/jetty/util/thread/QueuedThreadPool";

        byte[] edited = transform(pool, shaped(pool, "execute", "(Ljava/lang/Runnable;)V"));

        assertThat(ConstantPool.mentions(edited, "java/lang/$Piitrace")).isTrue();
        assertThat(gaps).containsExactly("hook of org.eclipse.jetty.util.thread.QueuedThreadPool#runJob");
    }

    /** Cut behind its constants, it cannot be parsed without complaint. */
    @Test
    void aClassThatNobodyNamesIsNotParsed() {
        assertThat(transform("com/acme/Shop", cut(shaped("com/acme/Shop")))).isNull();
        assertThat(gaps).isEmpty();

        String servlet = "jakarta/servlet/http/HttpServlet";
        assertThat(transform(servlet, cut(shaped(servlet)))).isNull();
        assertThat(gaps).containsExactly("hook of jakarta.servlet.http.HttpServlet");
    }

    private byte[] transform(String name, byte[] bytes) {
        return transformer.transform(getClass().getClassLoader(), name, null, null, bytes);
    }

    private static byte[] shaped(String name, String... methodAndDescriptor) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        if (methodAndDescriptor.length > 0) {
            MethodVisitor method =
                    writer.visitMethod(Opcodes.ACC_PUBLIC, methodAndDescriptor[0], methodAndDescriptor[1], null, null);
            method.visitCode();
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        return writer.toByteArray();
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 8);
    }
}
