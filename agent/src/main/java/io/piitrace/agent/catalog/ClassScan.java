package io.piitrace.agent.catalog;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the filter wants to know of a class before anything else looks at it: which annotations it bears, which fields that it does
 * not declare and which accessors it names, and where.
 *
 * <p>Goes through every class that the application loads: names are compared and hashed where they stand, and become strings only
 * for what is woven.
 */
public final class ClassScan {
    private final ClassFile file;
    private final int[] references;
    private final Declared declared;
    private final int methods;

    public ClassScan(byte[] bytes) {
        file = new ClassFile(bytes);
        references = file.references();
        declared = new Declared(file);
        methods = declared.methods();
    }

    /** What it declares, and with which annotations. */
    Declared declared() {
        return declared;
    }

    public ClassFile file() {
        return file;
    }

    /** Whether it is one that the JVM makes for a lambda or a method reference: those read no fields but their own. */
    public boolean isMethodReference() {
        return file.contains(file.nameOfClass(file.thisClass()), "$$Lambda");
    }

    /** The constants that refer to fields and methods. */
    public int[] references() {
        return references;
    }

    /** Whether a reference is to a field, not to a method. */
    public boolean isField(int reference) {
        return file.tag(reference) == ClassFile.FIELDREF;
    }

    /** Whether a reference names this class as the owner. */
    public boolean isOwn(int reference) {
        int owner = file.ownerOf(reference);
        return owner == file.thisClass() || file.sameUtf8(file.nameOfClass(owner), file.nameOfClass(file.thisClass()));
    }

    /** Whether a reference is to a field that a class outside the JDK may declare, and this class does not. */
    public boolean isToOther(int reference) {
        return isOwn(reference) ? mayInherit() && !declares(reference) : !file.isOfJdk(file.ownerOf(reference));
    }

    /** The same of a static field, which may come from an interface too. */
    public boolean isToOthersStatic(int reference) {
        if (isOwn(reference)) {
            return (mayInherit() || file.hasInterfaces()) && !declares(reference);
        }
        return !file.isOfJdk(file.ownerOf(reference));
    }

    /** Whether a field has the type of the class that is named, or a name that only compilers give. */
    boolean isConstantLike(int reference) {
        return file.startsWith(file.nameOf(reference), "$")
                || file.isDescriptorOf(file.descriptorOf(reference), file.ownerOf(reference));
    }

    /** Whether a reference is to a method whose name begins so; {@code owner} null for any class. */
    public boolean isCall(int reference, @Nullable String owner, String start) {
        return !isField(reference)
                && file.startsWith(file.nameOf(reference), start)
                && (owner == null || file.is(file.nameOfClass(file.ownerOf(reference)), owner));
    }

    /** Internal name of the class that a reference names. */
    public String owner(int reference) {
        return file.className(file.ownerOf(reference));
    }

    public String name(int reference) {
        return file.utf8(file.nameOf(reference));
    }

    public String descriptor(int reference) {
        return file.utf8(file.descriptorOf(reference));
    }

    /**
     * Hashes of what might turn out to be of interest when another class is loaded: calls of methods without parameters and
     * with a result, types of fields, and fields that other classes declare; those of the JDK left out.
     */
    public int[] mentions() {
        Numbers hashes = new Numbers();
        for (int reference : references) {
            int descriptor = file.descriptorOf(reference);
            if (isField(reference)) {
                if (file.isOfApplication(descriptor)) {
                    hashes.add(file.hash(descriptor, 0));
                }
                if (isToOthersStatic(reference)) { // and so to any field of another class
                    hashes.add(fieldHash(reference));
                }
            } else if (mayBeAccessor(reference)) {
                hashes.add(call(reference));
            }
        }
        declared.addMentions(hashes);
        return hashes.toArray();
    }

    private boolean mayBeAccessor(int reference) {
        int descriptor = file.descriptorOf(reference);
        return file.startsWith(descriptor, "()")
                && file.lastByte(descriptor) != 'V'
                && !file.isOfJdk(file.ownerOf(reference));
    }

    /** A number for a call of a method without parameters; {@link Accessors} counts calls by the same. */
    public int call(int reference) {
        int owner = file.hash(file.nameOfClass(file.ownerOf(reference)), 0);
        return file.hash(file.descriptorOf(reference), file.hash(file.nameOf(reference), owner));
    }

    /** As {@link #fieldHash(String, String)}. */
    int fieldHash(int reference) {
        return file.hash(file.descriptorOf(reference), file.hash(file.nameOf(reference), FIELD));
    }

    /** A number for a field of whatever class; no call and no type has one that is like it but by chance. */
    static int fieldHash(String name, String descriptor) {
        return ClassFile.hash(descriptor, ClassFile.hash(name, FIELD));
    }

    private static final int FIELD = 0x2F1E1D00;

    /**
     * The methods, by their position, in which one of these references is used by such an instruction.
     *
     * @param read by {@code GETFIELD}
     * @param statics by {@code GETSTATIC} or {@code PUTSTATIC}
     * @param called by a call of whatever kind
     */
    public BitSet methodsThatUse(BitSet read, BitSet statics, BitSet called) {
        BitSet found = new BitSet();
        int[] codes = codes();
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] != 0 && uses(codes[i], read, statics, called)) {
                found.set(i);
            }
        }
        return found;
    }

    private boolean uses(int code, BitSet read, BitSet statics, BitSet called) {
        int start = code + 14;
        int end = start + file.int4(code + 10);
        for (int at = start; at < end; at += Opcodes.length(file, at, start)) {
            int opcode = file.byteAt(at);
            if (opcode >= Opcodes.GETSTATIC && opcode <= Opcodes.INVOKEINTERFACE) {
                BitSet wanted = opcode == Opcodes.GETFIELD
                        ? read
                        : opcode < Opcodes.GETFIELD ? statics : opcode >= Opcodes.INVOKEVIRTUAL ? called : null;
                if (wanted != null && wanted.get(file.int2(at + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Methods without parameters that do nothing but return a field of their object or class, as {@code name:descriptor}. */
    public Set<String> plainGetters() {
        Set<String> getters = new HashSet<>();
        int[] codes = codes();
        int method = methods + 2;
        for (int code : codes) {
            int descriptor = file.int2(method + 4);
            if (code != 0
                    && file.startsWith(descriptor, "()")
                    && PlainGetter.is(file, code + 14, file.int4(code + 10))) {
                getters.add(ClassFacts.key(file.utf8(file.int2(method + 2)), file.utf8(descriptor)));
            }
            method = file.afterAttributes(method + 6);
        }
        return getters;
    }

    /** The line of a method's first instruction; 0 if that is not known. */
    public int firstLine(String name, String descriptor) {
        int[] codes = codes();
        int method = methods + 2;
        for (int code : codes) {
            if (code != 0
                    && file.utf8(file.int2(method + 2)).equals(name)
                    && file.utf8(file.int2(method + 4)).equals(descriptor)) {
                return firstLine(code);
            }
            method = file.afterAttributes(method + 6);
        }
        return 0;
    }

    private int firstLine(int code) {
        int at = code + 14 + file.int4(code + 10);
        at += 2 + 8 * file.int2(at); // the exception table
        int attributes = file.int2(at);
        at += 2;
        for (int i = 0; i < attributes; i++) {
            if (file.is(file.int2(at), "LineNumberTable") && file.int2(at + 6) > 0) {
                return file.int2(at + 10);
            }
            at += 6 + file.int4(at + 2);
        }
        return 0;
    }

    /** Offset of the Code attribute of each method; 0 where there is none. */
    private int[] codes() {
        int[] codes = new int[file.int2(methods)];
        int at = methods + 2;
        for (int i = 0; i < codes.length; i++) {
            int attributes = file.int2(at + 6);
            at += 8;
            for (int j = 0; j < attributes; j++) {
                if (file.is(file.int2(at), "Code")) {
                    codes[i] = at;
                }
                at += 6 + file.int4(at + 2);
            }
        }
        return codes;
    }

    /** Whether it has a superclass outside the JDK. */
    public boolean mayInherit() {
        return file.superClass() != 0 && !file.isOfJdk(file.superClass());
    }

    private boolean declares(int reference) {
        int at = file.fields();
        int count = file.int2(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            if (file.sameUtf8(file.int2(at + 2), file.nameOf(reference))
                    && file.sameUtf8(file.int2(at + 4), file.descriptorOf(reference))) {
                return true;
            }
            at = file.afterAttributes(at + 6);
        }
        return false;
    }
}
