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

/** What follows from the annotations of one class, from the configuration, and from what is known of other classes. */
final class Deduction {
    private final Rules rules;
    private final UnaryOperator<@Nullable String> categoryOfType;
    private final Map<String, TracedField> built;
    private final List<String> lost;
    private final MarkedClass marked;

    /**
     * @param built personal fields of the class that this one builds
     * @param lost personal value classes that it names: the compiler puts what they hold in their place
     */
    Deduction(
            Rules rules,
            UnaryOperator<@Nullable String> categoryOfType,
            Map<String, TracedField> built,
            List<String> lost,
            MarkedClass marked) {
        this.rules = rules;
        this.categoryOfType = categoryOfType;
        this.built = built;
        this.lost = lost;
        this.marked = marked;
    }

    ClassFacts facts() {
        String owner = marked.name.replace('/', '.');
        Map<String, List<Choice>> choices = new HashMap<>();
        Map<String, TracedField> derived = new HashMap<>();
        Map<String, String> categories = new LinkedHashMap<>();
        applyMethods(owner, categories, derived);
        applyRules(owner, categories, choices);
        Map<String, TracedField> traced = new LinkedHashMap<>();
        marked.fields.forEach((key, marks) -> {
            String category =
                    first(first(categories.get(key), marks.category), ofType(key), ofBuilt(key), marked.type.category);
            if (category != null && !choices.containsKey(key)) {
                traced.put(key, new TracedField(owner, nameIn(key), category));
            }
        });
        for (String valueClass : lost) {
            String category = String.valueOf(categoryOfType.apply(valueClass));
            if (traced.values().stream().anyMatch(field -> field.category().equals(category))) {
                continue; // annotated where it is used
            }
            marked.hint(
                    "",
                    "@Pii of "
                            + valueClass.substring(1, valueClass.length() - 1).replace('/', '.')
                            + " is lost where the compiler unwraps it: annotate the properties of that type");
        }
        return new ClassFacts(
                marked.name,
                Map.copyOf(traced),
                tracedStatics(owner),
                Map.copyOf(choices),
                Map.copyOf(derived),
                accessors(traced, choices, derived),
                first(marked.type.category, ofValue(traced)),
                rule(),
                List.copyOf(marked.hints));
    }

    /** Constants of a personal type that are of the type itself are part of the program, not of anybody's data. */
    private Map<String, TracedField> tracedStatics(String owner) {
        Map<String, TracedField> traced = new HashMap<>();
        marked.statics.forEach((key, marks) -> {
            String ofType = key.endsWith(":L" + marked.name + ';') ? null : ofType(key);
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
        marked.methods.forEach((key, marks) -> {
            String field = returned(key);
            Marks returned = field == null ? null : marked.fields.get(field);
            if (marks.category != null && returned != null && field != null) {
                categories.put(field, first(returned.category, marks.category, null, null));
            } else if (marks.category != null && !isAccessorOf(key, component -> component.category != null)) {
                derived.put(key, new TracedField(owner, nameIn(key) + "()", marks.category));
                String property = property(key);
                if (marked.fields.containsKey(property)) {
                    categories.putIfAbsent(property, marks.category);
                }
            }
            if (returned != null) {
                returned.subjectId |= marks.subjectId;
                returned.tenant = first(returned.tenant, marks.tenant, null, null);
            } else if (marks.subjectId && !isAccessorOf(key, component -> component.subjectId)) {
                marked.hint(
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
        MethodShape shape = marked.shapes.get(method);
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
        Marks field = marked.fields.get(method.substring(0, colon + 1) + method.substring(colon + 3));
        return field != null && component.test(field);
    }

    private void applyRules(String owner, Map<String, String> categories, Map<String, List<Choice>> choices) {
        for (FieldRule rule : rules.fieldRules(owner)) {
            for (String key : marked.fields.keySet()) {
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
                marked.fields.keySet().forEach(key -> others.add(nameIn(key)));
                marked.statics.keySet().forEach(key -> others.add(nameIn(key)));
                rule.others = others;
            }
        }
    }

    private Map<String, TracedField> accessors(
            Map<String, TracedField> traced, Map<String, List<Choice>> choices, Map<String, TracedField> derived) {
        Map<String, TracedField> accessors = new HashMap<>(derived);
        marked.shapes.forEach((key, shape) -> {
            String field = returned(key);
            if (field != null && traced.containsKey(field)) {
                accessors.put(key, traced.get(field));
            } else if (field != null && choices.containsKey(field)) {
                accessors.put(key, choices.get(field).get(0).field());
            }
        });
        for (int before = -1; before < accessors.size(); ) { // a bridge may call one
            before = accessors.size();
            marked.shapes.forEach((key, shape) -> {
                TracedField target = accessors.get(String.valueOf(shape.method()));
                if (target != null) {
                    accessors.putIfAbsent(key, target);
                }
            });
        }
        return Map.copyOf(accessors);
    }

    private @Nullable SubjectRule rule() {
        List<String> id = marked.type.subject == null ? List.of() : List.of(marked.type.subject.split("\\.", -1));
        List<String> tenant = marked.type.tenant == null || marked.type.tenant.isEmpty()
                ? List.of()
                : List.of(marked.type.tenant.split("\\.", -1));
        for (Map.Entry<String, Marks> field : marked.fields.entrySet()) {
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
        for (String type : marked.held.getOrDefault(key, List.of())) {
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
        return marked.unwrapped && traced.size() == 1
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
