package io.piitrace.agent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import jdk.internal.misc.VM;

/** What in the options of this JVM lets somebody past every agent: said once, at the start. */
final class Inventory {
    private static final List<String> DUMPS =
            List.of("HeapDumpOnOutOfMemoryError", "HeapDumpBeforeFullGC", "HeapDumpAfterFullGC");
    private static final List<String> ATTACH = List.of("DisableAttachMechanism");

    private final List<String> arguments;

    Inventory(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    /** Of the JVM that this runs in. */
    static Inventory ofThisJvm() {
        return new Inventory(List.of(VM.getRuntimeArguments()));
    }

    /** Whether tools may attach to the JVM. */
    boolean isAttachable() {
        return !flags(ATTACH).containsValue(true);
    }

    /** @param gaps takes what it is, and what it can do */
    void say(BiConsumer<String, String> gaps) {
        for (Map.Entry<String, Boolean> flag : flags(DUMPS).entrySet()) {
            if (flag.getValue()) {
                gaps.accept(
                        "-XX:+" + flag.getKey(), "the JVM may write all of its memory to a file, of its own accord");
            }
        }
        for (String argument : arguments) {
            boolean library = argument.startsWith("-agentlib:") || argument.startsWith("-agentpath:");
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.equals("-agentlib:jdwp") || name.startsWith("-Xrunjdwp")) {
                gaps.accept(name, "a debugger may read every field, and leaves no record");
            } else if (library && !name.equals("-agentlib:instrument")) {
                gaps.accept(name, "a native agent may read every field, and leaves no record");
            }
        }
    }

    /** The last one of each counts. */
    private Map<String, Boolean> flags(List<String> names) {
        Map<String, Boolean> flags = new TreeMap<>();
        for (String argument : arguments) {
            if (argument.startsWith("-XX:+") || argument.startsWith("-XX:-")) {
                String name = argument.substring("-XX:+".length());
                if (names.contains(name)) {
                    flags.put(name, argument.charAt("-XX:".length()) == '+');
                }
            }
        }
        return flags;
    }
}
