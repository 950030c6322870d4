package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about classes that cannot be annotated.
 *
 * <p><b>Threading.</b> Immutable but for the marks of what matched.
 */
public final class Rules {
    private final Map<String, List<FieldRule>> exact = new HashMap<>();
    private final List<FieldRule> wildcards = new ArrayList<>();
    private final Entries<List<String>> subjects;
    private final Entries<List<String>> tenants;
    private final Entries<String> annotations;

    /**
     * Each map as the options of that prefix give it.
     *
     * @throws IllegalArgumentException with a line for the operator, if an entry has not the form that it needs
     */
    public Rules(
            Map<String, String> fields,
            Map<String, String> subjects,
            Map<String, String> tenants,
            Map<String, String> annotations) {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            FieldRule rule = new FieldRule(field.getKey(), field.getValue());
            String type = rule.entry.substring(0, rule.entry.indexOf('#'));
            if (Wildcard.isIn(type)) {
                wildcards.add(rule);
            } else {
                exact.computeIfAbsent(type, t -> new ArrayList<>()).add(rule);
            }
        }
        this.subjects = new Entries<>("subject.", subjects, entry -> path("subject.", entry));
        this.tenants = new Entries<>("tenant.", tenants, entry -> path("tenant.", entry));
        this.annotations = new Entries<>("annotation.", annotations, Map.Entry::getValue);
    }

    /** The rules of a class that stand for fields, most exact first. */
    List<FieldRule> fieldRules(String binaryName) {
        List<FieldRule> rules = new ArrayList<>(exact.getOrDefault(binaryName, List.of()));
        for (FieldRule rule : wildcards) {
            if (rule.isForClass(binaryName)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    boolean hasFieldRules(ClassFile file) {
        return !(exact.isEmpty() && wildcards.isEmpty())
                && hasFieldRules(file.name().replace('/', '.'));
    }

    private boolean hasFieldRules(String binaryName) {
        if (exact.containsKey(binaryName)) {
            return true;
        }
        for (FieldRule rule : wildcards) {
            if (rule.isForClass(binaryName)) {
                return true;
            }
        }
        return false;
    }

    /** The rule that the configuration has for this class. */
    @Nullable
    SubjectRule subjectRule(String binaryName) {
        List<String> id = subjects.of(binaryName);
        List<String> tenant = tenants.of(binaryName);
        return id == null && tenant == null
                ? null
                : new SubjectRule(id == null ? List.of() : id, tenant == null ? List.of() : tenant);
    }

    /** The category that the configuration gives to an annotation. */
    @Nullable
    String categoryOfAnnotation(String descriptor) {
        return annotations.of(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
    }

    /** The entries that nothing matched yet. */
    List<Unmatched> unmatched() {
        List<Unmatched> unmatched = new ArrayList<>();
        exact.values().forEach(rules -> addUnmatched(rules, unmatched));
        addUnmatched(wildcards, unmatched);
        subjects.addUnmatched(unmatched);
        tenants.addUnmatched(unmatched);
        annotations.addUnmatched(unmatched);
        unmatched.sort(Comparator.comparing(Unmatched::entry));
        return unmatched;
    }

    private static void addUnmatched(List<FieldRule> rules, List<Unmatched> unmatched) {
        for (FieldRule rule : rules) {
            if (!rule.matched) {
                unmatched.add(new Unmatched("field." + rule.entry, rule.others));
            }
        }
    }

    private static List<String> path(String prefix, Map.Entry<String, String> entry) {
        List<String> names = List.of(entry.getValue().split("\\.", -1));
        if (names.contains("")) {
            throw new IllegalArgumentException(
                    prefix + entry.getKey() + '=' + entry.getValue() + " is not a path of field names");
        }
        return names;
    }
}
