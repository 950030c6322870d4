package io.piitrace.agent.context.advice;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What is known about a method before it is edited.
 *
 * @param maxLocals number of local variables it uses: the next ones are free
 * @param purpose the purpose that its own annotation declares
 */
record MethodFacts(
        int access,
        String name,
        String descriptor,
        int maxLocals,
        @Nullable String purpose) {
    boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    /** Whether a purpose declared for the whole type is meant for it. */
    boolean isOfTheTypesOwn() {
        return (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0 && !name.startsWith("<");
    }

    String key() {
        return name + descriptor;
    }
}
