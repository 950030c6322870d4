package io.piitrace.agent.catalog;

import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is traced: personal fields, whom they are about, and the numbered sites at which they are read.
 *
 * <p>It learns from class files as the JVM loads them, so that a class which no loader gives out as a resource is known too;
 * it never loads a class.
 *
 * <p><b>Threading.</b> Any thread; {@link #site} is safe on the way of an access, everything else is a slow path.
 */
public final class Catalog {
    private final Sites sites = new Sites();
    private final Rules rules;
    private final Annotations annotations;
    private final LoaderMap<Map<String, ClassFacts>> facts = new LoaderMap<>(ConcurrentHashMap::new);
    private final Map<String, String> typeCategories = new ConcurrentHashMap<>();
    private final Accessors accessors = new Accessors();
    private volatile IntConsumer news = mention -> {};
    private final Set<TracedField> fields = ConcurrentHashMap.newKeySet();

    public Catalog(Rules rules) {
        this.rules = rules;
        annotations = new Annotations(rules);
    }

    /** Tells a listener of every site defined so far and from now on. */
    public void listen(SiteListener listener) {
        sites.listen(listener);
    }

    /** The number of this site, from 1, the same for equal sites; every listener knows it before this returns. */
    public int defineSite(Site site) {
        return sites.define(site);
    }

    public Site site(int id) {
        return sites.get(id);
    }

    /** The personal fields found so far. */
    public Collection<TracedField> fields() {
        return Collections.unmodifiableSet(fields);
    }

    /** The entries of the configuration that nothing has matched so far. */
    public List<String> unmatched() {
        return rules.unmatched();
    }

    /** Takes in a class that is being defined; null if nothing in it is personal. */
    public @Nullable ClassFacts learn(@Nullable ClassLoader loader, ClassScan scan, byte[] bytes) {
        accessors.see(scan);
        if (!isOfInterest(loader, scan)) {
            return null;
        }
        ClassFacts learned = new FactsReader(rules, annotations, loader, typeCategories::get).read(bytes);
        if (learned.isEmpty()) {
            return null;
        }
        fields.addAll(learned.fields().values());
        fields.addAll(learned.derived().values());
        learned.choices().values().forEach(choices -> choices.forEach(choice -> fields.add(choice.field())));
        facts.of(loader).put(learned.name(), learned);
        accessors.learn(learned, scan);
        String type = 'L' + learned.name() + ';';
        if (learned.category() != null && typeCategories.put(type, learned.category()) == null) {
            news.accept(ClassFile.hash(type));
        }
        return learned;
    }

    private boolean isOfInterest(@Nullable ClassLoader loader, ClassScan scan) {
        for (String annotation : scan.annotations()) {
            if (annotations.matters(loader, annotation)) {
                return true;
            }
        }
        for (String type : scan.fieldTypes()) {
            if (typeCategories.containsKey(type)) {
                return true;
            }
        }
        return rules.hasFieldRules(scan.file().name().replace('/', '.'));
    }

    /** Tells, from now on, of everything that {@link ClassScan#mentions} may have named before it was known. */
    public void tellNews(IntConsumer news) {
        this.news = news;
        accessors.tell(news);
    }

    /** The personal field that a call reads, as far as its class, name and descriptor tell; null if they do not. */
    public @Nullable TracedField accessed(String owner, String name, String descriptor) {
        return accessors.accessed(owner, name, descriptor);
    }

    /** Whether any of these calls reaches an accessor. */
    public boolean hasAccessor(int[] mentions) {
        for (int mention : mentions) {
            if (accessors.contains(mention)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The facts of the class that declares a personal field, where an instruction names {@code owner} as its class; null if
     * the field is not personal. Superclasses are searched as JVMS 5.4.3.2 has it; interfaces have no instance fields.
     */
    public @Nullable ClassFacts resolve(Class<?> owner, String name, String descriptor) {
        String key = ClassFacts.key(name, descriptor);
        List<Class<?>> passed = new ArrayList<>();
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            ClassFacts known = factsOf(type);
            if (known != null
                    && (known.fields().containsKey(key) || known.choices().containsKey(key))) {
                return passed.stream().anyMatch(c -> declares(c, name, descriptor)) ? null : known;
            }
            passed.add(type);
        }
        return null;
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
        return loader == null ? null : facts.of(loader).get(type.getName().replace('.', '/'));
    }

    /** The nearest rule up the class hierarchy, id and tenant each for itself; null if there is neither. */
    public @Nullable SubjectRule subjectRule(Class<?> type) {
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
