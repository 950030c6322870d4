package io.piitrace.agent.catalog;

import org.objectweb.asm.Opcodes;

/**
 * Recognises what coverage tools put into a method and what leaves it what it was: an array of flags is fetched into a local variable at the start, and
 * flags in it are set anywhere.
 *
 * <p><b>Threading.</b> One method, one thread.
 */
final class CoverageProbe {
    private static final int NONE = 0;
    private static final int ARRAY = 1;
    private static final int FLAG = 3;

    private int pushed = NONE;

    /** Whether this instruction sets a flag, or is one of those that prepare for it. */
    boolean sets(int opcode, int local) {
        if (pushed == NONE) {
            return opcode == Opcodes.ALOAD && local > 0 && push();
        }
        if (pushed == FLAG) {
            pushed = NONE;
            return opcode == Opcodes.BASTORE;
        }
        boolean constant = (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5)
                || opcode == Opcodes.BIPUSH
                || opcode == Opcodes.SIPUSH
                || opcode == Opcodes.LDC;
        return constant && push();
    }

    /** Whether this instruction fetches the array. */
    static boolean fetches(int opcode, int local) {
        return opcode == Opcodes.LDC || opcode == Opcodes.CHECKCAST || (opcode == Opcodes.ASTORE && local > 0);
    }

    private boolean push() {
        pushed = pushed == NONE ? ARRAY : pushed + 1;
        return true;
    }
}
