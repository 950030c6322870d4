package io.piitrace.agent.catalog;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Lets ASM read class files of releases that it does not know, as those of the newest that it knows: most new releases bring nothing that the weaver would meet, and what it does
 * meet makes the reader fail.
 */
public final class ClassFileVersion {
    /** Of ASM's own constants the last. */
    private static final int NEWEST_KNOWN = Opcodes.V27 & 0xFFFF;

    private static final int AT = 4;
    private static final int MAJOR = 6;
    private static final int LENGTH = 4;

    private ClassFileVersion() {}

    /** ASM's reader of a class file of any release; {@link #keep} gives the version back. */
    public static ClassReader reader(byte[] bytes) {
        if (bytes.length < AT + LENGTH || major(bytes) <= NEWEST_KNOWN) {
            return new ClassReader(bytes);
        }
        byte[] known = bytes.clone();
        known[MAJOR] = (byte) (NEWEST_KNOWN >> 8);
        known[MAJOR + 1] = (byte) NEWEST_KNOWN;
        return new ClassReader(known);
    }

    /** The woven class, with the version of the class that it was made of. */
    public static byte[] keep(byte[] original, byte[] woven) {
        System.arraycopy(original, AT, woven, AT, LENGTH);
        return woven;
    }

    private static int major(byte[] bytes) {
        return ((bytes[MAJOR] & 0xFF) << 8) | (bytes[MAJOR + 1] & 0xFF);
    }
}
