package io.piitrace.agent.catalog;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the annotations of one class that passed the filter, and the shapes of its methods. */
final class MarksReader extends ClassVisitor {
    private static final Set<String> ID_TYPES =
            Set.of("J", "I", "Ljava/lang/Long;", "Ljava/lang/Integer;", "Ljava/lang/String;", "Ljava/util/UUID;");

    private final Annotations annotations;
    private final @Nullable ClassLoader loader;
    private final MarkedClass read;

    MarksReader(Annotations annotations, @Nullable ClassLoader loader) {
        super(Opcodes.ASM9);
        this.annotations = annotations;
        this.loader = loader;
        read = new MarkedClass(new Marks(annotations, loader));
    }

    MarkedClass read(byte[] bytes) {
        ClassFileVersion.reader(bytes).accept(this, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return read;
    }

    /** The category that {@code @Pii} on a type gives it; null without. */
    static @Nullable String categoryOfType(byte[] bytes) {
        MarksReader reader = new MarksReader(new Annotations(NO_RULES), null);
        ClassFileVersion.reader(bytes)
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return reader.read.type.category;
    }

    private static final Rules NO_RULES = new Rules(Map.of(), Map.of(), Map.of(), Map.of());

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        read.name = name;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        read.unwrapped |= descriptor.equals("Lkotlin/jvm/JvmInline;");
        return read.type.visit(descriptor);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        Marks marks = new Marks(annotations, loader);
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        if (!isStatic) {
            read.fields.put(ClassFacts.key(name, descriptor), marks);
            read.held.put(ClassFacts.key(name, descriptor), HeldTypes.of(descriptor, signature));
        } else if ((access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) == 0) {
            read.statics.put(ClassFacts.key(name, descriptor), marks);
        }
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return marks.visit(annotation);
            }

            @Override
            public void visitEnd() {
                if (value != null && marks.category != null) {
                    read.hint(
                            name,
                            "is a constant, which compilers copy to where it is used: reads of it leave no trace");
                }
                if (isStatic && (marks.subjectId || marks.tenant != null)) {
                    read.hint(name, "no object has an id or a tenant of its own in a static field");
                }
                if (marks.subjectId && !ID_TYPES.contains(descriptor)) {
                    read.hint(name, "@DataSubjectId needs a long, int, String or UUID");
                }
            }
        };
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        Marks marks = new Marks(annotations, loader);
        String key = ClassFacts.key(name, descriptor);
        boolean plain = (access & Opcodes.ACC_STATIC) == 0 && descriptor.startsWith("()");
        return new MethodShape(read.name, marks, shape -> {
            if (plain) {
                read.shapes.put(key, shape);
            }
            if (marks.parameterCategory != null
                    && read.fields.values().stream().noneMatch(field -> field.category != null)) {
                read.hint(
                        name + "()",
                        "@Pii on a parameter has no effect: annotate the field, in Kotlin by @field: before its name");
            }
            boolean callable = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0;
            if (marks.category != null && callable && !descriptor.endsWith(")V")) {
                if (!bridge) {
                    read.methods.put(key, marks);
                }
            } else if (marks.category != null) {
                read.hint(name + "()", "@Pii has no effect on a method that is static, abstract, native or void");
            } else if (marks.subjectId || marks.tenant != null) {
                read.methods.put(key, marks);
            }
        });
    }
}
