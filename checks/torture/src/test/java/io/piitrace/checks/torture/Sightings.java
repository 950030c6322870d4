package io.piitrace.checks.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private record Bare(String type, String method, FieldInsnNode read) {}

    /** Without a call before them, as far as the class that holds them tells. */
    private final List<Bare> bare = new ArrayList<>();

    private final Map<String, String> superclasses = new HashMap<>();
    private final Set<String> fields = new HashSet<>();
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
        superclasses.put(type.name, String.valueOf(type.superName));
        type.fields.forEach(field -> fields.add(type.name + '.' + field.name + field.desc));
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
        if (instruction.getOpcode() == Opcodes.GETFIELD && !((FieldInsnNode) instruction).owner.startsWith("java/")) {
            reads++;
            if (!isCall(instruction.getPrevious())) {
                bare.add(new Bare(type.name, method.name, (FieldInsnNode) instruction));
            }
        }
    }

    private static boolean isCall(AbstractInsnNode instruction) {
        return (instruction instanceof MethodInsnNode call && call.owner.equals(BRIDGE))
                || (instruction instanceof InvokeDynamicInsnNode dynamic
                        && dynamic.bsm.getOwner().equals(BRIDGE));
    }

    /** Whether the field is declared by the JDK, as far as all classes tell that were seen. */
    private boolean isOfTheJdk(FieldInsnNode read) {
        String owner = read.owner;
        while (owner != null && !fields.contains(owner + '.' + read.name + read.desc)) {
            if (owner.startsWith("java/")) {
                return true;
            }
            owner = superclasses.get(owner);
        }
        return false;
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "classes\t" + classes,
                "woven\t" + woven,
                "calls\t" + calls,
                "reads\t" + reads,
                "subroutines\t" + subroutines));
        bare.stream()
                .filter(one -> !isOfTheJdk(one.read))
                .map(one -> "bare\t" + one.type.replace('/', '.') + '\t' + one.method)
                .distinct()
                .forEach(lines::add);
        lines.addAll(unreadable);
        return lines;
    }
}
