package io.piitrace.agent.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells what annotations mean, by their descriptors: the agent never loads an annotation class.
 *
 * <p>An annotation that itself bears {@code @Pii} means the same. Its class file is asked for through the loader of the class
 * that bears it, once per loader, because nobody may have loaded it by then.
 */
final class Annotations {
    static final String PII = "Lio/piitrace/annotation/Pii;";
    static final String SUBJECT_ID = "Lio/piitrace/annotation/DataSubjectId;";
    static final String SUBJECT = "Lio/piitrace/annotation/DataSubject;";
    static final String TENANT = "Lio/piitrace/annotation/DataTenant;";

    private static final String OWN = "Lio/piitrace/annotation/";

    /** Nobody puts a client's annotations into these packages, and they are most of all annotations there are. */
    private static final List<String> NEVER_COMPOSED = List.of(
            "Ljava/",
            "Ljavax/",
            "Ljakarta/",
            "Ljdk/",
            "Lkotlin/",
            "Lscala/",
            "Lgroovy/",
            "Llombok/",
            "Lorg/springframework/",
            "Lorg/hibernate/",
            "Lorg/apache/",
            "Lorg/jspecify/",
            "Lorg/junit/",
            "Lcom/fasterxml/",
            "Lcom/google/");

    private static final String NONE = "";

    private final Rules rules;
    private final LoaderMap<Map<String, String>> composed = new LoaderMap<>(ConcurrentHashMap::new);

    private final LoaderMap<Set<Long>> ignored = new LoaderMap<>(ConcurrentHashMap::newKeySet);

    Annotations(Rules rules) {
        this.rules = rules;
    }

    /** Whether a class that bears any of these has to be looked at closely. */
    boolean matter(@Nullable ClassLoader loader, ClassFile file, int[] descriptors) {
        if (descriptors.length == 0) {
            return false;
        }
        Set<Long> known = ignored.of(loader);
        for (int descriptor : descriptors) {
            // what has been found to mean nothing is known by a number: most classes bear what many others do
            Long hash = file.longHash(descriptor);
            if (!known.contains(hash)) {
                if (matters(loader, file.utf8(descriptor))) {
                    return true;
                }
                known.add(hash);
            }
        }
        return false;
    }

    private boolean matters(@Nullable ClassLoader loader, String descriptor) {
        return descriptor.startsWith(OWN) || category(loader, descriptor) != null;
    }

    /** The category of an annotation that means {@code @Pii} without being it. */
    @Nullable
    String category(@Nullable ClassLoader loader, String descriptor) {
        String configured = rules.categoryOfAnnotation(descriptor);
        if (configured != null) {
            return configured;
        }
        for (String prefix : NEVER_COMPOSED) {
            if (descriptor.startsWith(prefix)) {
                return null;
            }
        }
        if (descriptor.startsWith(OWN)) {
            return null;
        }
        Map<String, String> known = composed.of(loader);
        String category = known.get(descriptor);
        if (category == null) {
            // no computeIfAbsent: the loader is application code, and runs under no lock of ours
            category = look(loader, descriptor);
            known.put(descriptor, category);
        }
        return category.equals(NONE) ? null : category;
    }

    private static String look(@Nullable ClassLoader loader, String descriptor) {
        if (loader == null) {
            return NONE;
        }
        String resource = descriptor.substring(1, descriptor.length() - 1) + ".class";
        try (InputStream in = loader.getResourceAsStream(resource)) {
            String category = in == null ? null : MarksReader.categoryOfType(in.readAllBytes());
            return category == null ? NONE : category;
        } catch (IOException | RuntimeException | LinkageError e) {
            return NONE;
        }
    }
}
