package io.piitrace.checks.torture;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Counts reads and calls to the bridge in woven classes, and notes the reads that have no call before them. */
final class Sightings {
    private static final String BRIDGE = "java/lang/$Piitrace";

    private final List<String> bare = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private int classes;
    private int woven;
    private int calls;
    private int reads;
    private int subroutines;

    synchronized void unreadable(String name) {
        unreadable.add("unreadable\t" + name.replace('/', '.'));
    }

    synchronized void see(ClassNode type) {
        int before = calls;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                see(type, method, instruction);
            }
        }
        classes++;
        woven += calls > before ? 1 : 0;
    }

    private void see(ClassNode type, MethodNode method, AbstractInsnNode instruction) {
        calls += isCall(instruction) ? 1 : 0;
        subroutines += instruction.getOpcode() == Opcodes.JSR ? 1 : 0;
        if (instruction.getOpcode() == Opcodes.GETFIELD && !isOfTheJdk(type, (FieldInsnNode) instruction)) {
            reads++;
            if (!isCall(instruction.getPrevious())) {
                bare.add("bare\t" + type.name.replace('/', '.') + '\t' + method.name);
            }
        }
    }

    private static boolean isCall(AbstractInsnNode instruction) {
        return (instruction instanceof MethodInsnNode call && call.owner.equals(BRIDGE))
                || (instruction instanceof InvokeDynamicInsnNode dynamic
                        && dynamic.bsm.getOwner().equals(BRIDGE));
    }

    /** Whether the field is declared by the JDK, as far as the instruction and the class that holds it tell. */
    private static boolean isOfTheJdk(ClassNode type, FieldInsnNode read) {
        boolean inherited = read.owner.equals(type.name)
                && type.superName.startsWith("java/")
                && type.fields.stream()
                        .noneMatch(field -> field.name.equals(read.name) && field.desc.equals(read.desc));
        return inherited || read.owner.startsWith("java/");
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "classes\t" + classes,
                "woven\t" + woven,
                "calls\t" + calls,
                "reads\t" + reads,
                "subroutines\t" + subroutines));
        bare.stream().distinct().forEach(lines::add);
        lines.addAll(unreadable);
        return lines;
    }
}
