package io.piitrace.checks.applications;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Counts, independently of the agent and without it, how often instance fields of some packages are read by bytecode, and writes the
 * numbers by the fields' names at the end. For programs of one thread.
 */
public final class CountAgent implements ClassFileTransformer {
    private static final Map<String, long[]> READS = new TreeMap<>();

    private final String prefix;

    private CountAgent(String prefix) {
        this.prefix = prefix;
    }

    /** Argument: prefix of the internal names of the classes, colon, file to write. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        int colon = arguments.indexOf(':');
        Path file = Path.of(arguments.substring(colon + 1));
        instrumentation.addTransformer(new CountAgent(arguments.substring(0, colon)));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
    }

    private static void write(Path file) {
        List<String> lines = new ArrayList<>();
        READS.forEach((field, count) -> lines.add(field + ' ' + count[0]));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by woven code; there is nothing to read in no object. */
    public static void read(Object owner, String field) {
        if (owner != null) {
            READS.computeIfAbsent(field, f -> new long[1])[0]++;
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (name == null || !name.startsWith(prefix)) {
            return null;
        }
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return counting(super.visitMethod(access, name, descriptor, signature, exceptions));
                    }
                },
                0);
        return writer.toByteArray();
    }

    private MethodVisitor counting(MethodVisitor next) {
        String counter = CountAgent.class.getName().replace('.', '/');
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                if (opcode == Opcodes.GETFIELD && owner.startsWith(prefix)) {
                    super.visitInsn(Opcodes.DUP);
                    super.visitLdcInsn(name);
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC, counter, "read", "(Ljava/lang/Object;Ljava/lang/String;)V", false);
                }
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
        };
    }
}
