package io.piitrace.agent.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Index of a class file: where its constants, fields and methods stand. Nothing is decoded before somebody asks.
 *
 * <p>Every class that the application loads passes through here, so this is written by hand: an ASM visit costs ten times as
 * much. It knows no instruction, and of attributes only the two that hold annotations.
 *
 * <p><b>Failure.</b> Bytes that are not a class file end in a {@link RuntimeException}.
 *
 * <p><b>Source.</b> JVMS chapter 4.
 */
public final class ClassFile {
    static final int UTF8 = 1;
    static final int FIELDREF = 9;
    static final int METHODREF = 10;
    static final int INTERFACE_METHODREF = 11;

    private static final int MAGIC = 0xCAFEBABE;
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private final byte[] bytes;
    /** Offset of the tag of each constant; 0 where there is none. */
    private final int[] constants;

    private final int header;
    private int references;
    private boolean annotated;

    public ClassFile(byte[] bytes) {
        this.bytes = bytes;
        if (int4(0) != MAGIC) {
            throw new IllegalArgumentException("not a class file");
        }
        constants = new int[int2(8)];
        int at = 10;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at;
            switch (bytes[at]) {
                case 1 -> {
                    int length = int2(at + 1);
                    annotated |= (length == 25 || length == 27 || length == 34 || length == 36) && bytes[at + 3] == 'R';
                    at += 3 + length;
                }
                case FIELDREF, METHODREF, INTERFACE_METHODREF -> {
                    references++;
                    at += 5;
                }
                case 3, 4, 12, 17, 18 -> at += 5;
                case 5, 6 -> {
                    at += 9;
                    i++; // long and double take two places
                }
                case 7, 8, 16, 19, 20 -> at += 3;
                case 15 -> at += 4;
                default -> throw new IllegalArgumentException("unknown constant tag " + bytes[at]);
            }
        }
        header = at;
    }

    /** Offset of the tag of this constant. */
    int constant(int index) {
        return constants[index];
    }

    public int majorVersion() {
        return int2(6);
    }

    public int constantCount() {
        return constants.length;
    }

    public int access() {
        return int2(header);
    }

    /** Whether there may be annotations: the names of the two attributes that hold them have these lengths. */
    boolean mayBeAnnotated() {
        return annotated;
    }

    /** The constants that refer to fields and methods. */
    int[] references() {
        int[] found = new int[references];
        for (int i = 1, count = 0; count < found.length; i++) {
            int tag = tag(i);
            if (tag >= FIELDREF && tag <= INTERFACE_METHODREF) {
                found[count++] = i;
            }
        }
        return found;
    }

    int thisClass() {
        return int2(header + 2);
    }

    public String name() {
        return className(thisClass());
    }

    /** Whether its own name begins so. */
    public boolean isIn(String start) {
        return startsWith(nameOfClass(thisClass()), start);
    }

    public @Nullable String superName() {
        int index = superClass();
        return index == 0 ? null : className(index);
    }

    /** Index of the constant; 0 if there is none. */
    int superClass() {
        return int2(header + 4);
    }

    /** The offset behind the attributes, whose count is there. */
    int afterAttributes(int counter) {
        int at = counter + 2;
        for (int i = 0, count = int2(counter); i < count; i++) {
            at += 6 + int4(at + 2);
        }
        return at;
    }

    /** Whether a constant is the descriptor of a class outside the JDK. */
    boolean isOfApplication(int descriptor) {
        return startsWith(descriptor, "L") && !startsWith(descriptor, "Ljava/");
    }

    /** Whether a class constant names a class of the JDK. */
    boolean isOfJdk(int classConstant) {
        return startsWith(nameOfClass(classConstant), "java/");
    }

    boolean hasInterfaces() {
        return int2(header + 6) > 0;
    }

    /** Whether the name of the first interface begins so. */
    public boolean isOfInterfaceIn(String start) {
        return hasInterfaces() && startsWith(nameOfClass(int2(header + 8)), start);
    }

    List<String> interfaces() {
        List<String> interfaces = new ArrayList<>();
        for (int i = 0, count = int2(header + 6); i < count; i++) {
            interfaces.add(className(int2(header + 8 + 2 * i)));
        }
        return interfaces;
    }

    /** Offset of the field count. */
    int fields() {
        return header + 8 + 2 * int2(header + 6);
    }

    int tag(int constant) {
        return constants[constant] == 0 ? 0 : bytes[constants[constant]];
    }

    /** Index of the class constant of a field or method reference. */
    int ownerOf(int reference) {
        return int2(constants[reference] + 1);
    }

    /** Offset of the name and the descriptor index of a field or method reference. */
    private int nameAndType(int reference) {
        return constants[int2(constants[reference] + 3)];
    }

    int nameOf(int reference) {
        return int2(nameAndType(reference) + 1);
    }

    int descriptorOf(int reference) {
        return int2(nameAndType(reference) + 3);
    }

    /** Index of the name of a class constant. */
    int nameOfClass(int classConstant) {
        return int2(constants[classConstant] + 1);
    }

    String className(int classConstant) {
        return utf8(nameOfClass(classConstant));
    }

    boolean startsWith(int utf8, String ascii) {
        int at = constants[utf8];
        return int2(at + 1) >= ascii.length() && hasAt(at + 3, ascii);
    }

    boolean contains(int utf8, String ascii) {
        int last = int2(constants[utf8] + 1) - ascii.length();
        for (int i = 0; i <= last; i++) {
            if (hasAt(constants[utf8] + 3 + i, ascii)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAt(int at, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean is(int utf8, String ascii) {
        return int2(constants[utf8] + 1) == ascii.length() && startsWith(utf8, ascii);
    }

    /** The last byte of a constant. */
    int lastByte(int utf8) {
        return bytes[constants[utf8] + 2 + int2(constants[utf8] + 1)];
    }

    boolean sameUtf8(int a, int b) {
        if (a == b) {
            return true;
        }
        int length = int2(constants[a] + 1);
        return length == int2(constants[b] + 1)
                && Arrays.equals(
                        bytes,
                        constants[a] + 3,
                        constants[a] + 3 + length,
                        bytes,
                        constants[b] + 3,
                        constants[b] + 3 + length);
    }

    /** Whether a descriptor is that of objects of a class. */
    boolean isDescriptorOf(int descriptor, int classConstant) {
        int at = constants[descriptor] + 1;
        int name = constants[nameOfClass(classConstant)] + 1;
        int length = int2(name);
        return int2(at) == length + 2
                && Arrays.equals(bytes, at + 3, at + 3 + length, bytes, name + 2, name + 2 + length);
    }

    /** A number for a name that is the same in every class; {@link #hash(String)} gives it for a string. */
    int hash(int utf8, int seed) {
        int at = constants[utf8] + 1;
        int hash = seed;
        for (int i = 0, length = int2(at); i < length; i++) {
            hash = 31 * hash + bytes[at + 2 + i];
        }
        return hash;
    }

    /** As {@link #hash(int, int)}, beginning with 0. */
    static int hash(String text) {
        return hash(text, 0);
    }

    static int hash(String text, int seed) {
        int hash = seed;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = 31 * hash + b;
        }
        return hash;
    }

    /** As {@link #longHash(String)} gives it for the same text. */
    long longHash(int utf8) {
        int at = constants[utf8] + 1;
        long hash = SEED;
        for (int i = 0, length = int2(at); i < length; i++) {
            hash = (hash ^ bytes[at + 2 + i]) * PRIME;
        }
        return hash >>> 1;
    }

    /** A number that stands for a text where a mix-up would be a fault: among a million texts the odds are 1 in 18 million.
     * Never negative. */
    static long longHash(String text) {
        long hash = SEED;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * PRIME;
        }
        return hash >>> 1;
    }

    /** Decodes a constant; names beyond the plane that modified UTF-8 and UTF-8 share do not occur in traced names. */
    String utf8(int index) {
        int at = constants[index];
        return new String(bytes, at + 3, int2(at + 1), StandardCharsets.UTF_8);
    }

    int int2(int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    int int4(int at) {
        return (int2(at) << 16) | int2(at + 2);
    }

    int byteAt(int at) {
        return bytes[at] & 0xFF;
    }
}
