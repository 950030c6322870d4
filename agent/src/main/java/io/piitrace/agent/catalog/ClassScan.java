package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the filter wants to know of a class before anything else looks at it: which annotations it bears, whether it reads
 * fields that it does not declare, which accessors it might call.
 */
public final class ClassScan {
    private final ClassFile file;
    private final List<String> annotations = new ArrayList<>();
    private final List<String> fieldTypes = new ArrayList<>();
    private final int methods;

    public ClassScan(byte[] bytes) {
        file = new ClassFile(bytes);
        methods = members(file.fields(), true);
        addAnnotations(members(methods, false));
    }

    public ClassFile file() {
        return file;
    }

    /** Descriptors of the annotations on the class, its fields and its methods. */
    public List<String> annotations() {
        return annotations;
    }

    /** Descriptors of its fields, where they are of a class outside the JDK. */
    public List<String> fieldTypes() {
        return fieldTypes;
    }

    /** Whether any instruction reads a field that another class outside the JDK declares. */
    public boolean readsOthers() {
        BitSet references = referencesToOthers();
        return !references.isEmpty() && reads(references);
    }

    /**
     * Hashes of what might turn out to be of interest when another class is loaded: calls of methods without parameters and
     * with a result, and types of fields; those of the JDK left out.
     */
    public int[] mentions() {
        int[] hashes = new int[16];
        int count = 0;
        for (int i = 1; i < file.constantCount(); i++) {
            int tag = file.tag(i);
            boolean field = tag == ClassFile.FIELDREF;
            if (!field && tag != ClassFile.METHODREF && tag != ClassFile.INTERFACE_METHODREF) {
                continue;
            }
            int descriptor = file.descriptorOf(i);
            int owner = file.nameOfClass(file.ownerOf(i));
            boolean mentioned = field
                    ? file.startsWith(descriptor, "L") && !file.startsWith(descriptor, "Ljava/")
                    : file.startsWith(descriptor, "()")
                            && file.lastByte(descriptor) != 'V'
                            && !file.startsWith(owner, "java/");
            if (mentioned) {
                if (count == hashes.length) {
                    hashes = Arrays.copyOf(hashes, 2 * count);
                }
                int call = field ? 0 : file.hash(file.nameOf(i), file.hash(owner, 0));
                hashes[count++] = file.hash(descriptor, call);
            }
        }
        return Arrays.copyOf(hashes, count);
    }

    /** Methods without parameters that do nothing but return a field of their object, as {@code name:descriptor}. */
    public Set<String> plainGetters() {
        Set<String> getters = new HashSet<>();
        eachCode((method, code) -> {
            int descriptor = file.int2(method + 4);
            if (file.startsWith(descriptor, "()") && isPlain(code + 14, file.int4(code + 10))) {
                getters.add(ClassFacts.key(file.utf8(file.int2(method + 2)), file.utf8(descriptor)));
            }
            return true;
        });
        return getters;
    }

    /** The line of a method's first instruction; 0 if that is not known. */
    public int firstLine(String name, String descriptor) {
        int[] line = {0};
        eachCode((method, code) -> {
            if (!file.utf8(file.int2(method + 2)).equals(name)
                    || !file.utf8(file.int2(method + 4)).equals(descriptor)) {
                return true;
            }
            int at = code + 14 + file.int4(code + 10);
            at += 2 + 8 * file.int2(at); // the exception table
            int attributes = file.int2(at);
            at += 2;
            for (int i = 0; i < attributes; i++) {
                if (file.is(file.int2(at), "LineNumberTable") && file.int2(at + 6) > 0) {
                    line[0] = file.int2(at + 10);
                }
                at += 6 + file.int4(at + 2);
            }
            return false;
        });
        return line[0];
    }

    private interface CodeVisitor {
        /** Gets the offsets of a method and of its Code attribute; false ends the walk. */
        boolean visit(int method, int code);
    }

    /** Whether the visitor let the walk come to its end. */
    private boolean eachCode(CodeVisitor visitor) {
        int at = methods + 2;
        for (int i = 0, count = file.int2(methods); i < count; i++) {
            int method = at;
            int attributes = file.int2(at + 6);
            at += 8;
            for (int j = 0; j < attributes; j++) {
                if (file.is(file.int2(at), "Code") && !visitor.visit(method, at)) {
                    return false;
                }
                at += 6 + file.int4(at + 2);
            }
        }
        return true;
    }

    /** {@code aload_0; getfield; xreturn}, with one more instruction of three bytes that casts, boxes or unboxes. */
    private boolean isPlain(int start, int length) {
        boolean converts = length == 8 && converts(start + 4);
        return (length == 5 || converts)
                && file.byteAt(start) == 0x2A
                && file.byteAt(start + 1) == Opcodes.GETFIELD
                && file.byteAt(start + length - 1) >= 0xAC
                && file.byteAt(start + length - 1) <= 0xB0;
    }

    private boolean converts(int at) {
        int opcode = file.byteAt(at);
        if (opcode == Opcodes.CHECKCAST) {
            return true;
        }
        int callee = file.int2(at + 1);
        return (opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKEVIRTUAL)
                && file.startsWith(file.nameOfClass(file.ownerOf(callee)), "java/lang/")
                && MethodShape.isBoxing(file.utf8(file.nameOf(callee)));
    }

    public boolean declares(String name, String descriptor) {
        int counter = file.fields();
        int at = counter + 2;
        for (int i = 0, count = file.int2(counter); i < count; i++) {
            if (file.utf8(file.int2(at + 2)).equals(name)
                    && file.utf8(file.int2(at + 4)).equals(descriptor)) {
                return true;
            }
            at = afterAttributes(at + 6);
        }
        return false;
    }

    /** Whether it has a superclass outside the JDK. */
    public boolean mayInherit() {
        String superName = file.superName();
        return superName != null && !superName.startsWith("java/");
    }

    private BitSet referencesToOthers() {
        BitSet references = new BitSet();
        boolean mayInherit = mayInherit();
        for (int i = 1; i < file.constantCount(); i++) {
            if (file.tag(i) != ClassFile.FIELDREF) {
                continue;
            }
            int owner = file.ownerOf(i);
            boolean own = owner == file.thisClass()
                    || file.sameUtf8(file.nameOfClass(owner), file.nameOfClass(file.thisClass()));
            if (own ? mayInherit && !declares(i) : !file.startsWith(file.nameOfClass(owner), "java/")) {
                references.set(i);
            }
        }
        return references;
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
            at = afterAttributes(at + 6);
        }
        return false;
    }

    private boolean reads(BitSet references) {
        return !eachCode((method, code) -> !codeReads(code + 14, file.int4(code + 10), references));
    }

    private boolean codeReads(int start, int length, BitSet references) {
        for (int at = start; at < start + length; at += Opcodes.length(file, at, start)) {
            if (file.byteAt(at) == Opcodes.GETFIELD && references.get(file.int2(at + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Walks fields or methods, notes their annotations; the result is the offset behind them. */
    private int members(int counter, boolean fields) {
        int at = counter + 2;
        for (int i = 0, count = file.int2(counter); i < count; i++) {
            int descriptor = file.int2(at + 4);
            if (fields && file.startsWith(descriptor, "L") && !file.startsWith(descriptor, "Ljava/")) {
                fieldTypes.add(file.utf8(descriptor));
            }
            addAnnotations(at + 6);
            at = afterAttributes(at + 6);
        }
        return at;
    }

    private int afterAttributes(int counter) {
        int at = counter + 2;
        for (int i = 0, count = file.int2(counter); i < count; i++) {
            at += 6 + file.int4(at + 2);
        }
        return at;
    }

    private void addAnnotations(int counter) {
        int at = counter + 2;
        for (int i = 0, count = file.int2(counter); i < count; i++) {
            int name = file.int2(at);
            if (file.is(name, "RuntimeVisibleAnnotations") || file.is(name, "RuntimeInvisibleAnnotations")) {
                int annotation = at + 8;
                for (int j = 0, annotated = file.int2(at + 6); j < annotated; j++) {
                    annotations.add(file.utf8(file.int2(annotation)));
                    annotation = afterAnnotation(annotation);
                }
            }
            at += 6 + file.int4(at + 2);
        }
    }

    private int afterAnnotation(int annotation) {
        int at = annotation + 4;
        for (int i = 0, pairs = file.int2(annotation + 2); i < pairs; i++) {
            at = afterElement(at + 2);
        }
        return at;
    }

    /** JVMS 4.7.16.1. */
    private int afterElement(int element) {
        switch (file.byteAt(element)) {
            case 'e' -> {
                return element + 5;
            }
            case '@' -> {
                return afterAnnotation(element + 1);
            }
            case '[' -> {
                int at = element + 3;
                for (int i = 0, count = file.int2(element + 1); i < count; i++) {
                    at = afterElement(at);
                }
                return at;
            }
            default -> {
                return element + 3;
            }
        }
    }
}
