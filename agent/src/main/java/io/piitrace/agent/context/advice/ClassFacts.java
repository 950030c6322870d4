package io.piitrace.agent.context.advice;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A first look at a class that is going to be edited. */
final class ClassFacts extends ClassVisitor {
    /** Descriptor of the annotation; the agent knows it by name only. */
    static final String ACCESS_PURPOSE = "Lio/piitrace/annotation/AccessPurpose;";

    private final Map<String, MethodFacts> methods = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable String purpose;

    private final @Nullable Set<String> wanted;

    private ClassFacts(@Nullable Set<String> wanted) {
        super(Opcodes.ASM9);
        this.wanted = wanted;
    }

    /** @param wanted names of the methods that are of interest, the others are not read; null for all */
    static ClassFacts of(ClassReader reader, @Nullable Set<String> wanted) {
        ClassFacts facts = new ClassFacts(wanted);
        reader.accept(facts, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return facts;
    }

    /** Facts of a method with a body that is of interest; null for others. */
    @Nullable
    MethodFacts method(String name, String descriptor) {
        return methods.get(name + descriptor);
    }

    /** Descriptor of a field that the class declares, or null. */
    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    /** The purpose that annotations declare for a method: its own, or else the type's. */
    @Nullable
    String purposeOf(MethodFacts method) {
        if (method.purpose() != null) {
            return method.purpose();
        }
        return method.isOfTheTypesOwn() ? purpose : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return ACCESS_PURPOSE.equals(descriptor) ? new Value(value -> purpose = value) : null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        fields.put(name, descriptor);
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (wanted != null && !wanted.contains(name)) {
            return null;
        }
        return new MethodVisitor(Opcodes.ASM9) {
            private @Nullable String declared;

            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return ACCESS_PURPOSE.equals(annotation) ? new Value(value -> declared = value) : null;
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                MethodFacts facts = new MethodFacts(access, name, descriptor, maxLocals, declared);
                methods.put(facts.key(), facts);
            }
        };
    }

    /** Takes the value out of an annotation. */
    private static final class Value extends AnnotationVisitor {
        private final Consumer<String> to;

        Value(Consumer<String> to) {
            super(Opcodes.ASM9);
            this.to = to;
        }

        @Override
        public void visit(String name, Object value) {
            to.accept(value.toString());
        }
    }
}
