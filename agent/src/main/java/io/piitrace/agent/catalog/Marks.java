package io.piitrace.agent.catalog;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** What the annotations of one class, field or method say. */
final class Marks implements MethodShape.AnnotationSink {
    private final Annotations annotations;
    private final @Nullable ClassLoader loader;

    /** Category of {@code @Pii} or of an annotation that means it. */
    @Nullable
    String category;

    /** That of an annotated parameter. */
    @Nullable
    String parameterCategory;

    boolean subjectId;

    /** Path of {@code @DataSubject}. */
    @Nullable
    String subject;

    /** Path of {@code @DataTenant}, empty on a field. */
    @Nullable
    String tenant;

    Marks(Annotations annotations, @Nullable ClassLoader loader) {
        this.annotations = annotations;
        this.loader = loader;
    }

    @Override
    public @Nullable AnnotationVisitor visitParameter(String descriptor) {
        Marks parameter = new Marks(annotations, loader);
        AnnotationVisitor value = parameter.visit(descriptor);
        if (value != null || parameter.category != null) {
            parameterCategory = descriptor;
        }
        return null;
    }

    @Override
    public @Nullable AnnotationVisitor visit(String descriptor) {
        switch (descriptor) {
            case Annotations.SUBJECT_ID -> {
                subjectId = true;
                return null;
            }
            case Annotations.TENANT -> {
                tenant = "";
                return new Value(descriptor);
            }
            case Annotations.PII, Annotations.SUBJECT -> {
                return new Value(descriptor);
            }
            default -> {
                String meant = annotations.category(loader, descriptor);
                if (meant != null && category == null) {
                    category = meant;
                }
                return null;
            }
        }
    }

    private final class Value extends AnnotationVisitor {
        private final String descriptor;

        Value(String descriptor) {
            super(Opcodes.ASM9);
            this.descriptor = descriptor;
        }

        @Override
        public void visit(String name, Object value) {
            switch (descriptor) {
                case Annotations.PII -> category = value.toString();
                case Annotations.SUBJECT -> subject = value.toString();
                default -> tenant = value.toString();
            }
        }
    }
}
