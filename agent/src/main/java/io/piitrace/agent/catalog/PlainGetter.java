package io.piitrace.agent.catalog;

import org.objectweb.asm.Opcodes;

/**
 * Code that does nothing but return a field of its object or its class, cast, boxed or unboxed; what coverage tools put in is let pass. The raw twin of
 * {@link MethodShape}.
 */
final class PlainGetter {
    private static final int MAX_LENGTH = 64;
    private static final int ALOAD_0 = 0x2A;
    private static final int ASTORE_0 = 0x4B;
    private static final int LDC_W = 0x13;

    private final ClassFile file;
    private final CoverageProbe probe = new CoverageProbe();
    private boolean fetched;
    private boolean read;
    private boolean converted;

    private PlainGetter(ClassFile file) {
        this.file = file;
    }

    /** @param start offset of the first instruction */
    static boolean is(ClassFile file, int start, int length) {
        return length <= MAX_LENGTH && new PlainGetter(file).matches(start, start + length);
    }

    private boolean matches(int start, int end) {
        for (int at = start; at < end; at += io.piitrace.agent.catalog.Opcodes.length(file, at, start)) {
            int opcode = file.byteAt(at);
            if (read && opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
                return at == end - 1;
            }
            if (!fits(at, opcode)) {
                return false;
            }
        }
        return false;
    }

    private boolean fits(int at, int opcode) {
        if (fetched && !read) {
            read = opcode == Opcodes.GETFIELD;
            return read;
        }
        int local = local(at, opcode);
        int general = general(opcode);
        if (!fetched && opcode == Opcodes.GETSTATIC) {
            fetched = true;
            read = true;
            return true;
        }
        if (!fetched) {
            fetched = general == Opcodes.ALOAD && local == 0;
            return fetched
                    || CoverageProbe.fetches(general, local)
                    || probe.sets(general, local)
                    || (opcode == Opcodes.INVOKESTATIC && file.startsWith(file.descriptorOf(file.int2(at + 1)), "()"));
        }
        if (probe.sets(general, local)) {
            return true;
        }
        boolean converts = !converted && converts(at, opcode);
        converted |= converts;
        return converts;
    }

    private boolean converts(int at, int opcode) {
        if (opcode == Opcodes.CHECKCAST) {
            return true;
        }
        if (opcode != Opcodes.INVOKESTATIC && opcode != Opcodes.INVOKEVIRTUAL) {
            return false;
        }
        int callee = file.int2(at + 1);
        return file.startsWith(file.nameOfClass(file.ownerOf(callee)), "java/lang/")
                && MethodShape.isBoxing(file.utf8(file.nameOf(callee)));
    }

    /** The local variable of the instruction; 0 if it has none. */
    private int local(int at, int opcode) {
        return switch (opcode) {
            case Opcodes.ALOAD, Opcodes.ASTORE -> file.byteAt(at + 1);
            case ALOAD_0, ALOAD_0 + 1, ALOAD_0 + 2, ALOAD_0 + 3 -> opcode - ALOAD_0;
            case ASTORE_0, ASTORE_0 + 1, ASTORE_0 + 2, ASTORE_0 + 3 -> opcode - ASTORE_0;
            default -> 0;
        };
    }

    /** The same instruction without the short forms of class files. */
    private static int general(int opcode) {
        return switch (opcode) {
            case ALOAD_0, ALOAD_0 + 1, ALOAD_0 + 2, ALOAD_0 + 3 -> Opcodes.ALOAD;
            case ASTORE_0, ASTORE_0 + 1, ASTORE_0 + 2, ASTORE_0 + 3 -> Opcodes.ASTORE;
            case LDC_W -> Opcodes.LDC;
            default -> opcode;
        };
    }
}
