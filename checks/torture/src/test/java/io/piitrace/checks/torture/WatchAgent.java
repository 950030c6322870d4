package io.piitrace.checks.torture;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A second agent, which sees the corpus as the first one left it, and asks for some of it again at the end.
 *
 * <p>Started with {@code break}, it takes a value too many off the stack before each read: the negative control.
 */
public final class WatchAgent implements ClassFileTransformer {
    /** The JVM looks at every class that there is for each that it transforms once more: not all of a large corpus. */
    private static final int AGAIN = 500;

    private static Instrumentation instrumentation;
    private static WatchAgent watching;

    private final boolean breaks;
    private final Sightings sightings = new Sightings();

    private WatchAgent(boolean breaks) {
        this.breaks = breaks;
    }

    public static void premain(String mode, Instrumentation instrumentation) {
        WatchAgent.instrumentation = instrumentation;
        watching = new WatchAgent("break".equals(mode));
        instrumentation.addTransformer(watching, true); // after the other agent's, hence behind it
    }

    /** Has the classes transformed once more, and writes what was seen when they were loaded, and what failed now. */
    static void report(List<Class<?>> loaded, Path file) throws IOException {
        if (watching == null || watching.breaks) {
            return;
        }
        List<String> lines = new ArrayList<>(watching.sightings.lines());
        int step = Math.max(1, loaded.size() / AGAIN);
        List<Class<?>> some = new ArrayList<>();
        for (int i = 0; i < loaded.size(); i += step) {
            some.add(loaded.get(i));
        }
        again(some, lines);
        lines.add("again\t" + some.size());
        Files.write(file, lines);
    }

    private static void again(List<Class<?>> classes, List<String> lines) {
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        } catch (Exception | LinkageError | InternalError e) {
            if (classes.size() == 1) {
                if (!isBroken(classes.get(0))) {
                    lines.add("failed\t" + classes.get(0).getName() + '\t' + e);
                }
                return;
            }
            again(classes.subList(0, classes.size() / 2), lines);
            again(classes.subList(classes.size() / 2, classes.size()), lines);
        }
    }

    /** No JVM transforms a class once more that could not be initialised, as happened to some when their serialVersionUID was computed. */
    private static boolean isBroken(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
            return false;
        } catch (LinkageError e) {
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public byte[] transform(
            Module module, ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (!(loader instanceof Corpus) || redefined != null) {
            return null;
        }
        try {
            ClassNode type = new ClassNode();
            new ClassReader(bytes).accept(type, 0);
            if (breaks) {
                return broken(type);
            }
            sightings.see(type);
        } catch (RuntimeException e) {
            sightings.unreadable(name);
        }
        return null;
    }

    private static byte[] broken(ClassNode type) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction.getOpcode() == Opcodes.GETFIELD) {
                    method.instructions.insertBefore(instruction, new InsnNode(Opcodes.POP));
                    changed = true;
                }
            }
        }
        ClassWriter writer = new ClassWriter(0);
        type.accept(writer);
        return changed ? writer.toByteArray() : null;
    }
}
