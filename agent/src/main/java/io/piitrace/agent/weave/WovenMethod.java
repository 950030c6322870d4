package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Frameworks;
import io.piitrace.ledger.AccessKind;
import org.objectweb.asm.Opcodes;

/** The method around a read, and what that says about the read. */
record WovenMethod(int access, String name, String descriptor) {
    String key() {
        return name + ':' + descriptor;
    }

    boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    /** The body of a lambda expression. */
    boolean isLambda() {
        return name.startsWith("lambda$");
    }

    /** A method that javac made to call another one: whoever called it is the caller of that one. */
    boolean isBridge() {
        return (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC)) != 0 && !isLambda();
    }

    /** The kind of a read of the object's own field, its class being {@code owner}. */
    AccessKind kind(String owner, boolean plainGetter) {
        if (plainGetter) {
            return AccessKind.GETTER;
        }
        if (Frameworks.isWovenIn(name)) {
            return Frameworks.fieldReadBy(name) == null ? AccessKind.PERSISTENCE : AccessKind.GETTER;
        }
        switch (name) {
            case "toString" -> {
                return AccessKind.TO_STRING;
            }
            case "equals", "hashCode", "compareTo", "canEqual" -> {
                return AccessKind.EQUALS_HASH;
            }
            case "clone" -> {
                return AccessKind.COPY;
            }
            default -> {
                if (isCopy(owner)) {
                    return AccessKind.COPY;
                }
                boolean open = (access & Opcodes.ACC_PRIVATE) == 0 && !isStatic();
                return open && descriptor.startsWith("()") && !descriptor.endsWith("V")
                        ? AccessKind.DERIVED
                        : AccessKind.INTERNAL;
            }
        }
    }

    private boolean isCopy(String owner) {
        String type = 'L' + owner + ';';
        if (name.equals("<init>")) {
            return descriptor.contains(type);
        }
        return descriptor.endsWith(')' + type)
                && (name.startsWith("with") || name.startsWith("copy") || name.equals("copy$default"));
    }
}
