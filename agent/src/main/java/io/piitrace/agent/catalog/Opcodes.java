package io.piitrace.agent.catalog;

/** How long the instructions of the JVM are. */
final class Opcodes {
    static final int GETSTATIC = 0xB2;
    static final int GETFIELD = 0xB4;
    static final int INVOKEVIRTUAL = 0xB6;
    static final int INVOKESTATIC = 0xB8;
    static final int INVOKEINTERFACE = 0xB9;
    private static final int TABLESWITCH = 0xAA;
    private static final int LOOKUPSWITCH = 0xAB;
    private static final int WIDE = 0xC4;
    private static final int IINC = 0x84;

    /** Length by opcode, 1 for most. */
    private static final byte[] LENGTH = new byte[256];

    static {
        for (int opcode = 0; opcode < 256; opcode++) {
            LENGTH[opcode] = 1;
        }
        set(2, 0x10, 0x10, 0x12, 0x12, 0x15, 0x19, 0x36, 0x3A, 0xA9, 0xA9, 0xBC, 0xBC);
        set(
                3, 0x11, 0x11, 0x13, 0x14, 0x84, 0x84, 0x99, 0xA8, 0xB2, 0xB8, 0xBB, 0xBB, 0xBD, 0xBD, 0xC0, 0xC1, 0xC6,
                0xC7);
        set(4, 0xC5, 0xC5);
        set(5, 0xB9, 0xBA, 0xC8, 0xC9);
    }

    private Opcodes() {}

    private static void set(int length, int... ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            for (int opcode = ranges[i]; opcode <= ranges[i + 1]; opcode++) {
                LENGTH[opcode] = (byte) length;
            }
        }
    }

    /** Length of the instruction at an offset; {@code start} is where the method's code begins. */
    static int length(ClassFile file, int at, int start) {
        int opcode = file.byteAt(at);
        switch (opcode) {
            case TABLESWITCH -> {
                int operands = aligned(at, start);
                int count = file.int4(operands + 8) - file.int4(operands + 4) + 1;
                return operands + 12 + 4 * count - at;
            }
            case LOOKUPSWITCH -> {
                int operands = aligned(at, start);
                return operands + 8 + 8 * file.int4(operands + 4) - at;
            }
            case WIDE -> {
                return file.byteAt(at + 1) == IINC ? 6 : 4;
            }
            default -> {
                return LENGTH[opcode];
            }
        }
    }

    private static int aligned(int at, int start) {
        return at + 4 - ((at - start) & 3);
    }
}
