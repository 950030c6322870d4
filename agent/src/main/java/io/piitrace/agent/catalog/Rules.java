package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about classes that cannot be annotated.
 *
 * <p><b>Threading.</b> Immutable but for the marks of what matched.
 */
public final class Rules {
    private final Map<String, List<FieldRule>> exact = new HashMap<>();
    private final List<FieldRule> wildcards = new ArrayList<>();
    private final Map<String, List<String>> subjects;
    private final Map<String, List<String>> tenants;
    private final Map<String, String> annotations = new HashMap<>();
    private final Set<String> usedPaths = ConcurrentHashMap.newKeySet();

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
            if (type.indexOf('*') >= 0) {
                wildcards.add(rule);
            } else {
                exact.computeIfAbsent(type, t -> new ArrayList<>()).add(rule);
            }
        }
        this.subjects = paths("subject.", subjects);
        this.tenants = paths("tenant.", tenants);
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            this.annotations.put('L' + annotation.getKey().replace('.', '/') + ';', annotation.getValue());
        }
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

    /** The rule that the configuration has for exactly this class. */
    @Nullable
    SubjectRule subjectRule(String binaryName) {
        List<String> id = subjects.get(binaryName);
        List<String> tenant = tenants.get(binaryName);
        if (id == null && tenant == null) {
            return null;
        }
        usedPaths.add(binaryName);
        return new SubjectRule(id == null ? List.of() : id, tenant == null ? List.of() : tenant);
    }

    /** The category that the configuration gives to an annotation. */
    @Nullable
    String categoryOfAnnotation(String descriptor) {
        return annotations.get(descriptor);
    }

    /** The entries that nothing matched yet. */
    List<String> unmatched() {
        List<String> unmatched = new ArrayList<>();
        exact.values().forEach(rules -> addUnmatched(rules, unmatched));
        addUnmatched(wildcards, unmatched);
        Set<String> types = new HashSet<>(subjects.keySet());
        types.addAll(tenants.keySet());
        types.removeAll(usedPaths);
        types.forEach(type -> unmatched.add((subjects.containsKey(type) ? "subject." : "tenant.") + type));
        unmatched.sort(null);
        return unmatched;
    }

    private static void addUnmatched(List<FieldRule> rules, List<String> unmatched) {
        for (FieldRule rule : rules) {
            if (!rule.matched) {
                unmatched.add("field." + rule.entry);
            }
        }
    }

    private static Map<String, List<String>> paths(String prefix, Map<String, String> entries) {
        Map<String, List<String>> paths = new HashMap<>();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            List<String> names = List.of(entry.getValue().split("\\.", -1));
            if (names.contains("")) {
                throw new IllegalArgumentException(
                        prefix + entry.getKey() + '=' + entry.getValue() + " is not a path of field names");
            }
            paths.put(entry.getKey(), names);
        }
        return paths;
    }
}
