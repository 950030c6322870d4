package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes of which something is known, by loader and name, and what a class that has been loaded has of them: by itself or from those above it.
 *
 * <p><b>Threading.</b> Any thread; not on the way of an access.
 */
final class KnownClasses {
    private final LoaderMap<Map<String, ClassFacts>> facts = new LoaderMap<>(ConcurrentHashMap::new);
    private final Rules rules;

    KnownClasses(Rules rules) {
        this.rules = rules;
    }

    void add(@Nullable ClassLoader loader, ClassFacts learned) {
        facts.of(loader).put(learned.name(), learned);
    }

    /** @param name internal name */
    @Nullable
    ClassFacts get(@Nullable ClassLoader loader, String name) {
        return facts.of(loader).get(name);
    }

    /**
     * The facts of the class that declares a personal field, where an instruction names {@code owner} as its class; null if
     * the field is not personal. Interfaces and superclasses are searched as JVMS 5.4.3.2 has it.
     */
    @Nullable
    ClassFacts resolve(Class<?> owner, String name, String descriptor) {
        return resolve(owner, name, descriptor, new ArrayList<>());
    }

    private @Nullable ClassFacts resolve(
            @Nullable Class<?> type, String name, String descriptor, List<Class<?>> passed) {
        if (type == null) {
            return null;
        }
        ClassFacts known = factsOf(type);
        if (known != null && known.isPersonal(ClassFacts.key(name, descriptor))) {
            for (Class<?> nearer : passed) {
                if (declares(nearer, name, descriptor)) {
                    return null;
                }
            }
            return known;
        }
        passed.add(type);
        for (Class<?> extended : type.getInterfaces()) {
            ClassFacts found = resolve(extended, name, descriptor, passed);
            if (found != null) {
                return found;
            }
        }
        return resolve(type.getSuperclass(), name, descriptor, passed);
    }

    private static boolean declares(Class<?> type, String name, String descriptor) {
        try {
            return type.getDeclaredField(name).getType().descriptorString().equals(descriptor);
        } catch (NoSuchFieldException | LinkageError e) {
            return false;
        }
    }

    private @Nullable ClassFacts factsOf(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return null;
        }
        String name = type.getName();
        if (type.isHidden()) {
            name = name.substring(0, name.lastIndexOf('/')); // what follows the slash is in no class file
        }
        return facts.of(loader).get(name.replace('.', '/'));
    }

    /** The nearest rule up the class hierarchy, id and tenant each for itself; null if there is neither. */
    @Nullable
    SubjectRule subjectRule(Class<?> type) {
        List<String> id = List.of();
        List<String> tenant = List.of();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            SubjectRule configured = rules.subjectRule(c.getName());
            ClassFacts known = factsOf(c);
            SubjectRule declared = known == null ? null : known.rule();
            id = nearest(
                    id, configured == null ? null : configured.idPath(), declared == null ? null : declared.idPath());
            tenant = nearest(
                    tenant,
                    configured == null ? null : configured.tenantPath(),
                    declared == null ? null : declared.tenantPath());
        }
        return id.isEmpty() && tenant.isEmpty() ? null : new SubjectRule(id, tenant);
    }

    private static List<String> nearest(
            List<String> found, @Nullable List<String> configured, @Nullable List<String> declared) {
        if (!found.isEmpty()) {
            return found;
        }
        if (configured != null && !configured.isEmpty()) {
            return configured;
        }
        return declared == null ? List.of() : declared;
    }
}
