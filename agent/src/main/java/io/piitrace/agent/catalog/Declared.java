package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a class declares: the types of its fields, what it may build, and which annotations stand anywhere in it. */
final class Declared {
    private static final int BUILDER = 0x3C5A7711;

    private final ClassFile file;
    private final Numbers annotations = new Numbers();
    private final int methods;

    Declared(ClassFile file) {
        this.file = file;
        methods = members(file.fields());
        if (file.mayBeAnnotated()) {
            addAnnotations(members(methods));
        }
    }

    /** Offset of the method count. */
    int methods() {
        return methods;
    }

    /** The constants with the descriptors of the annotations on the class, its fields, its methods and their parameters. */
    int[] annotations() {
        return annotations.toArray();
    }

    /** The constants with the descriptors of its fields, where they are of a class outside the JDK. */
    int[] fieldTypes() {
        Numbers types = new Numbers();
        int at = file.fields() + 2;
        for (int i = 0, count = file.int2(at - 2); i < count; i++) {
            int descriptor = file.int2(at + 4);
            if (file.isOfApplication(descriptor)) {
                types.add(descriptor);
            }
            at = file.afterAttributes(at + 6);
        }
        return types.toArray();
    }

    /** Descriptors of what arrays and containers among its fields hold. */
    List<String> heldTypes() {
        List<String> held = new ArrayList<>(0);
        int at = file.fields() + 2;
        for (int i = 0, count = file.int2(at - 2); i < count; i++) {
            int descriptor = file.int2(at + 4);
            int attribute = at + 8;
            String signature = null;
            for (int j = 0, attributes = file.int2(at + 6); j < attributes; j++) {
                if (file.is(file.int2(attribute), "Signature")) {
                    signature = file.utf8(file.int2(attribute + 6));
                }
                attribute += 6 + file.int4(attribute + 2);
            }
            if (signature != null || file.startsWith(descriptor, "[")) {
                held.addAll(HeldTypes.of(file.utf8(descriptor), signature));
            }
            at = attribute;
        }
        return held;
    }

    /** The class around a nested one that is named like a builder; null for every other. */
    @Nullable
    String built() {
        if (file.lastByte(file.nameOfClass(file.thisClass())) != 'r') {
            return null;
        }
        String name = file.name();
        int nested = name.lastIndexOf('$');
        return nested > 0 && name.endsWith("Builder") ? name.substring(0, nested) : null;
    }

    /** A number for builders of a class; see {@link #built}. */
    static int builderHash(String built) {
        return ClassFile.hash(built, BUILDER);
    }

    boolean hasFields() {
        return file.int2(file.fields()) > 0;
    }

    /** Whether Kotlin's compiler made it. */
    boolean isOfKotlin() {
        for (int annotation : annotations()) {
            if (file.is(annotation, "Lkotlin/Metadata;")) {
                return true;
            }
        }
        return false;
    }

    /** The descriptors among the texts of the class, those of the JDK and of Kotlin left out. */
    List<String> namedTypes() {
        List<String> named = new ArrayList<>();
        for (int i = 1; i < file.constantCount(); i++) {
            boolean type = file.tag(i) == ClassFile.UTF8
                    && file.lastByte(i) == ';'
                    && file.isOfApplication(i)
                    && !file.startsWith(i, "Lkotlin/");
            if (type) {
                named.add(file.utf8(i));
            }
        }
        return named;
    }

    /** Hashes of the types and builders that might turn out to be of interest when another class is loaded. */
    void addMentions(Numbers hashes) {
        for (int type : fieldTypes()) {
            hashes.add(file.hash(type, 0));
        }
        for (String type : heldTypes()) {
            hashes.add(ClassFile.hash(type));
        }
        String built = built();
        if (built != null) {
            hashes.add(builderHash(built));
        }
        if (isOfKotlin()) {
            for (String type : namedTypes()) {
                hashes.addOnce(ClassFile.hash(type));
            }
        }
    }

    /** Walks fields or methods, notes their annotations; the result is the offset behind them. */
    private int members(int counter) {
        int at = counter + 2;
        for (int i = 0, count = file.int2(counter); i < count; i++) {
            if (file.mayBeAnnotated()) {
                addAnnotations(at + 6);
            }
            at = file.afterAttributes(at + 6);
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
                    annotations.addOnce(file.int2(annotation));
                    annotation = afterAnnotation(annotation);
                }
            } else if (file.is(name, "RuntimeVisibleParameterAnnotations")
                    || file.is(name, "RuntimeInvisibleParameterAnnotations")) {
                addOfParameters(at + 6);
            }
            at += 6 + file.int4(at + 2);
        }
    }

    private void addOfParameters(int at) {
        int parameter = at + 1;
        for (int i = 0, parameters = file.byteAt(at); i < parameters; i++) {
            int annotation = parameter + 2;
            for (int j = 0, annotated = file.int2(parameter); j < annotated; j++) {
                annotations.addOnce(file.int2(annotation));
                annotation = afterAnnotation(annotation);
            }
            parameter = annotation;
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
