package io.piitrace.agent.catalog;

import io.piitrace.agent.catalog.ClassFacts.Choice;
import io.piitrace.ledger.TracedField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the facts of one class that passed the filter. */
final class FactsReader extends ClassVisitor {
    private static final Set<String> ID_TYPES =
            Set.of("J", "I", "Ljava/lang/Long;", "Ljava/lang/Integer;", "Ljava/lang/String;", "Ljava/util/UUID;");

    private final Rules rules;
    private final Annotations annotations;
    private final @Nullable ClassLoader loader;
    private final UnaryOperator<@Nullable String> categoryOfType;
    private final Marks type;
    private final Map<String, Marks> fields = new LinkedHashMap<>();
    private final Map<String, Marks> statics = new LinkedHashMap<>();
    private final Map<String, Marks> methods = new LinkedHashMap<>();
    private final Map<String, MethodShape> shapes = new HashMap<>();
    private final Map<String, List<String>> held = new HashMap<>();
    private final Map<String, TracedField> built;
    private final List<String> lost;
    private final List<String> hints = new ArrayList<>();
    private boolean unwrapped;
    private String name = "";

    /**
     * @param built personal fields of the class that this one builds
     * @param lost personal value classes that it names: the compiler puts what they hold in their place
     */
    FactsReader(
            Rules rules,
            Annotations annotations,
            @Nullable ClassLoader loader,
            UnaryOperator<@Nullable String> categoryOfType,
            Map<String, TracedField> built,
            List<String> lost) {
        super(Opcodes.ASM9);
        this.built = built;
        this.lost = lost;
        this.rules = rules;
        this.annotations = annotations;
        this.loader = loader;
        this.categoryOfType = categoryOfType;
        type = new Marks(annotations, loader);
    }

    ClassFacts read(byte[] bytes) {
        ClassFile.reader(bytes).accept(this, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return facts();
    }

    /** The category that {@code @Pii} on a type gives it; null without. */
    static @Nullable String categoryOfType(byte[] bytes) {
        FactsReader reader = new FactsReader(
                new Rules(Map.of(), Map.of(), Map.of(), Map.of()),
                new Annotations(NO_RULES),
                null,
                d -> null,
                Map.of(),
                List.of());
        ClassFile.reader(bytes)
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return reader.type.category;
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
        this.name = name;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        unwrapped |= descriptor.equals("Lkotlin/jvm/JvmInline;");
        return type.visit(descriptor);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        Marks marks = new Marks(annotations, loader);
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        if (!isStatic) {
            fields.put(ClassFacts.key(name, descriptor), marks);
            held.put(ClassFacts.key(name, descriptor), HeldTypes.of(descriptor, signature));
        } else if ((access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) == 0) {
            statics.put(ClassFacts.key(name, descriptor), marks);
        }
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return marks.visit(annotation);
            }

            @Override
            public void visitEnd() {
                if (value != null && marks.category != null) {
                    hint(name, "is a constant, which compilers copy to where it is used: reads of it leave no trace");
                }
                if (isStatic && (marks.subjectId || marks.tenant != null)) {
                    hint(name, "no object has an id or a tenant of its own in a static field");
                }
                if (marks.subjectId && !ID_TYPES.contains(descriptor)) {
                    hint(name, "@DataSubjectId needs a long, int, String or UUID");
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
        return new MethodShape(this.name, marks, shape -> {
            if (plain) {
                shapes.put(key, shape);
            }
            if (marks.parameterCategory != null
                    && fields.values().stream().noneMatch(field -> field.category != null)) {
                hint(
                        name + "()",
                        "@Pii on a parameter has no effect: annotate the field, in Kotlin by @field: before its name");
            }
            boolean callable = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0;
            if (marks.category != null && callable && !descriptor.endsWith(")V")) {
                if (!bridge) {
                    methods.put(key, marks);
                }
            } else if (marks.category != null) {
                hint(name + "()", "@Pii has no effect on a method that is static, abstract, native or void");
            } else if (marks.subjectId || marks.tenant != null) {
                methods.put(key, marks);
            }
        });
    }

    private void hint(String member, String what) {
        hints.add(name.replace('/', '.') + (member.isEmpty() ? "" : '#' + member) + ": " + what);
    }

    private ClassFacts facts() {
        String owner = name.replace('/', '.');
        Map<String, List<Choice>> choices = new HashMap<>();
        Map<String, TracedField> derived = new HashMap<>();
        Map<String, String> categories = new LinkedHashMap<>();
        applyMethods(owner, categories, derived);
        applyRules(owner, categories, choices);
        Map<String, TracedField> traced = new LinkedHashMap<>();
        fields.forEach((key, marks) -> {
            String category =
                    first(first(categories.get(key), marks.category), ofType(key), ofBuilt(key), type.category);
            if (category != null && !choices.containsKey(key)) {
                traced.put(key, new TracedField(owner, nameIn(key), category));
            }
        });
        for (String valueClass : lost) {
            String category = String.valueOf(categoryOfType.apply(valueClass));
            if (traced.values().stream().anyMatch(field -> field.category().equals(category))) {
                continue; // annotated where it is used
            }
            hint(
                    "",
                    "@Pii of "
                            + valueClass.substring(1, valueClass.length() - 1).replace('/', '.')
                            + " is lost where the compiler unwraps it: annotate the properties of that type");
        }
        return new ClassFacts(
                name,
                Map.copyOf(traced),
                tracedStatics(owner),
                Map.copyOf(choices),
                Map.copyOf(derived),
                accessors(traced, choices, derived),
                first(type.category, ofValue(traced)),
                rule(),
                List.copyOf(hints));
    }

    /** Constants of a personal type that are of the type itself are part of the program, not of anybody's data. */
    private Map<String, TracedField> tracedStatics(String owner) {
        Map<String, TracedField> traced = new HashMap<>();
        statics.forEach((key, marks) -> {
            String ofType = key.endsWith(":L" + name + ';') ? null : ofType(key);
            String category = first(marks.category, ofType, null, null);
            for (FieldRule rule : rules.fieldRules(owner)) {
                if (rule.isForStatics() && rule.isForField(nameIn(key))) {
                    rule.matched = true;
                    category = rule.category;
                }
            }
            if (category != null) {
                traced.put(key, new TracedField(owner, nameIn(key), category));
            }
        });
        return Map.copyOf(traced);
    }

    /** Annotated methods: a plain getter stands for its field, everything else for itself. */
    private void applyMethods(String owner, Map<String, String> categories, Map<String, TracedField> derived) {
        methods.forEach((key, marks) -> {
            String field = returned(key);
            Marks returned = field == null ? null : fields.get(field);
            if (marks.category != null && returned != null && field != null) {
                categories.put(field, first(returned.category, marks.category, null, null));
            } else if (marks.category != null && !isAccessorOf(key, component -> component.category != null)) {
                derived.put(key, new TracedField(owner, nameIn(key) + "()", marks.category));
                String property = property(key);
                if (fields.containsKey(property)) {
                    categories.putIfAbsent(property, marks.category);
                }
            }
            if (returned != null) {
                returned.subjectId |= marks.subjectId;
                returned.tenant = first(returned.tenant, marks.tenant, null, null);
            } else if (marks.subjectId && !isAccessorOf(key, component -> component.subjectId)) {
                hint(
                        nameIn(key) + "()",
                        "@DataSubjectId on a method works for a plain getter only: annotate the field");
            }
        });
    }

    /** The field that a plain getter returns, directly or by the method that a persistence provider put in between. */
    private @Nullable String returned(String method) {
        String woven = Frameworks.fieldReadBy(nameIn(method));
        if (woven != null) {
            return ClassFacts.key(woven, method.substring(method.indexOf(')') + 1));
        }
        MethodShape shape = shapes.get(method);
        String target = shape == null ? null : shape.method();
        if (target != null && Frameworks.fieldReadBy(nameIn(target)) != null) {
            return returned(target);
        }
        return shape == null ? null : shape.field();
    }

    /** The field that a getter is named after; a getter that does more than to return it is annotated for its sake all the same. */
    private static String property(String getter) {
        String name = nameIn(getter);
        int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
        String field = prefix == 0 || prefix == name.length()
                ? name
                : Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1);
        return ClassFacts.key(field, getter.substring(getter.indexOf(')') + 1));
    }

    /** javac copies a record component's annotation to the accessor, which then reads the annotated field. */
    private boolean isAccessorOf(String method, Predicate<Marks> component) {
        int colon = method.indexOf(':');
        Marks field = fields.get(method.substring(0, colon + 1) + method.substring(colon + 3));
        return field != null && component.test(field);
    }

    private void applyRules(String owner, Map<String, String> categories, Map<String, List<Choice>> choices) {
        for (FieldRule rule : rules.fieldRules(owner)) {
            for (String key : fields.keySet()) {
                String field = nameIn(key);
                if (!rule.isForField(field)) {
                    continue;
                }
                rule.matched = true;
                if (rule.other == null) {
                    categories.put(key, rule.category);
                } else {
                    choices.computeIfAbsent(key, k -> new ArrayList<>())
                            .add(new Choice(rule.other, rule.value, new TracedField(owner, field, rule.category)));
                }
            }
            if (!rule.matched) {
                Set<String> others = new HashSet<>();
                fields.keySet().forEach(key -> others.add(nameIn(key)));
                statics.keySet().forEach(key -> others.add(nameIn(key)));
                rule.others = others;
            }
        }
    }

    private Map<String, TracedField> accessors(
            Map<String, TracedField> traced, Map<String, List<Choice>> choices, Map<String, TracedField> derived) {
        Map<String, TracedField> accessors = new HashMap<>(derived);
        shapes.forEach((key, shape) -> {
            String field = returned(key);
            if (field != null && traced.containsKey(field)) {
                accessors.put(key, traced.get(field));
            } else if (field != null && choices.containsKey(field)) {
                accessors.put(key, choices.get(field).get(0).field());
            }
        });
        for (int before = -1; before < accessors.size(); ) { // a bridge may call one
            before = accessors.size();
            shapes.forEach((key, shape) -> {
                TracedField target = accessors.get(String.valueOf(shape.method()));
                if (target != null) {
                    accessors.putIfAbsent(key, target);
                }
            });
        }
        return Map.copyOf(accessors);
    }

    private @Nullable SubjectRule rule() {
        List<String> id = type.subject == null ? List.of() : List.of(type.subject.split("\\.", -1));
        List<String> tenant =
                type.tenant == null || type.tenant.isEmpty() ? List.of() : List.of(type.tenant.split("\\.", -1));
        for (Map.Entry<String, Marks> field : fields.entrySet()) {
            if (field.getValue().subjectId) {
                id = List.of(nameIn(field.getKey()));
            }
            if (field.getValue().tenant != null) {
                tenant = List.of(nameIn(field.getKey()));
            }
        }
        return id.isEmpty() && tenant.isEmpty() ? null : new SubjectRule(id, tenant);
    }

    private @Nullable String ofType(String key) {
        String descriptor = key.substring(key.indexOf(':') + 1);
        String category = descriptor.startsWith("L") ? categoryOfType.apply(descriptor) : null;
        for (String type : held.getOrDefault(key, List.of())) {
            category = first(category, categoryOfType.apply(type));
        }
        return category;
    }

    /** A builder keeps under the same name what it will build with; Lombok's adds an ending where there is a default. */
    private @Nullable String ofBuilt(String key) {
        TracedField field = built.get(key.replace("$value:", ":"));
        return field == null ? null : field.category();
    }

    /** A value class of Kotlin is what it holds. */
    private @Nullable String ofValue(Map<String, TracedField> traced) {
        return unwrapped && traced.size() == 1
                ? traced.values().iterator().next().category()
                : null;
    }

    private static String nameIn(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    private static @Nullable String first(@Nullable String a, @Nullable String b) {
        return a != null ? a : b;
    }

    private static @Nullable String first(
            @Nullable String a, @Nullable String b, @Nullable String c, @Nullable String d) {
        return a != null ? a : b != null ? b : c != null ? c : d;
    }
}
