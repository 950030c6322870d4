package io.piitrace.agent.catalog;

import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** Place of the one call site whose reads are not recorded, since another record stands for them. */
    public static final String COUNTED = "";

    /**
     * Added to the number of a site that does not call an accessor but marks an object: who reads it until the call returns
     * does so on behalf of the site. The complement of a site's number marks it for reads by reflection alone.
     */
    public static final int MARK = 1 << 30;

    private final Sites sites = new Sites();
    private final Rules rules;
    private final Annotations annotations;
    private final KnownClasses classes;
    private final Map<String, String> typeCategories = new ConcurrentHashMap<>();
    private final Accessors accessors = new Accessors();
    private final LoaderMap<SeenClasses> seen = new LoaderMap<>(SeenClasses::new);
    private volatile IntConsumer news = mention -> {};
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Integer> statics = ConcurrentHashMap.newKeySet();
    private final Set<TracedField> fields = ConcurrentHashMap.newKeySet();

    public Catalog(Rules rules) {
        this.rules = rules;
        classes = new KnownClasses(rules);
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
    public List<Unmatched> unmatched() {
        return rules.unmatched();
    }

    /** How many classes it has taken in. */
    public int taken() {
        return taken.get();
    }

    /**
     * Takes in a class that is being defined; null if nothing in it is personal.
     *
     * @param hidden whether nobody can mean the class by its name
     */
    public @Nullable ClassFacts learn(@Nullable ClassLoader loader, ClassScan scan, byte[] bytes, boolean hidden) {
        taken.incrementAndGet();
        accessors.see(scan);
        Map<String, TracedField> built = built(loader, scan);
        List<String> lost = lost(scan);
        ClassFacts learned = !built.isEmpty() || !lost.isEmpty() || isOfInterest(loader, scan)
                ? new Deduction(
                                rules,
                                typeCategories::get,
                                built,
                                lost,
                                new MarksReader(annotations, loader).read(bytes))
                        .facts()
                : null;
        boolean personal = learned != null
                && !(learned.fields().isEmpty()
                        && learned.statics().isEmpty()
                        && learned.choices().isEmpty());
        boolean wasClean = !hidden && see(loader, scan.file(), personal);
        if (learned == null || learned.isEmpty()) {
            return null;
        }
        if (wasClean && personal) {
            learned.fields().keySet().forEach(this::tellField);
            learned.choices().keySet().forEach(this::tellField);
        }
        fields.addAll(learned.fields().values());
        fields.addAll(learned.statics().values());
        fields.addAll(learned.derived().values());
        learned.choices().values().forEach(choices -> choices.forEach(choice -> fields.add(choice.field())));
        classes.add(loader, learned);
        learned.statics().keySet().forEach(this::learnStatic);
        accessors.learn(learned, scan);
        String type = 'L' + learned.name() + ';';
        if (learned.category() != null && typeCategories.put(type, learned.category()) == null) {
            news.accept(ClassFile.hash(type));
        }
        if (personal) {
            news.accept(Declared.builderHash(learned.name()));
        }
        return learned;
    }

    /** The personal fields of the class that this one builds. */
    private Map<String, TracedField> built(@Nullable ClassLoader loader, ClassScan scan) {
        String built = scan.declared().built();
        ClassFacts known = built == null ? null : classes.get(loader, built);
        return known == null ? Map.of() : known.fields();
    }

    /** The personal types that Kotlin's compiler may have taken out of this class's fields. */
    private List<String> lost(ClassScan scan) {
        if (typeCategories.isEmpty() || !scan.declared().isOfKotlin()) {
            return List.of();
        }
        Set<String> fieldTypes = new HashSet<>(scan.declared().heldTypes());
        for (int type : scan.declared().fieldTypes()) {
            fieldTypes.add(scan.file().utf8(type));
        }
        fieldTypes.add('L' + scan.file().name() + ';');
        return scan.declared().hasFields()
                ? scan.declared().namedTypes().stream()
                        .filter(type -> typeCategories.containsKey(type) && !fieldTypes.contains(type))
                        .distinct()
                        .toList()
                : List.of();
    }

    /** Whether readers may have been woven as if nothing in this class were personal. */
    private boolean see(@Nullable ClassLoader loader, ClassFile file, boolean personal) {
        int superclass = file.superClass();
        return seen.of(loader)
                .add(
                        file.longHash(file.nameOfClass(file.thisClass())),
                        superclass == 0 || file.isOfJdk(superclass)
                                ? SeenClasses.OF_JDK
                                : file.longHash(file.nameOfClass(superclass)),
                        personal);
    }

    private void tellField(String key) {
        news.accept(fieldHash(key));
    }

    /** Whoever names such a field, of whatever class, has to be looked at again: it may be this one. */
    private void learnStatic(String key) {
        int hash = fieldHash(key);
        if (statics.add(hash)) {
            news.accept(hash);
        }
    }

    private static int fieldHash(String key) {
        int colon = key.indexOf(':');
        return ClassScan.fieldHash(key.substring(0, colon), key.substring(colon + 1));
    }

    /**
     * The same of a static field, which may come from an interface too: then its name and type tell, once the interface was seen.
     * A field of the class's own type, as constants of an enum are, is waited for in the same way.
     */
    public boolean mayBePersonalStatic(@Nullable ClassLoader loader, ClassScan scan, int reference) {
        return (!statics.isEmpty() && statics.contains(scan.fieldHash(reference)))
                || (!scan.isConstantLike(reference) && mayBePersonal(loader, scan, reference));
    }

    private boolean isOfInterest(@Nullable ClassLoader loader, ClassScan scan) {
        if (annotations.matter(loader, scan.file(), scan.declared().annotations())) {
            return true;
        }
        if (!typeCategories.isEmpty()) {
            for (int type : scan.declared().fieldTypes()) {
                if (typeCategories.containsKey(scan.file().utf8(type))) {
                    return true;
                }
            }
            for (String type : scan.declared().heldTypes()) {
                if (typeCategories.containsKey(type)) {
                    return true;
                }
            }
        }
        return rules.hasFieldRules(scan.file());
    }

    /**
     * Whether a field that an instruction of a class of this loader names may be personal. It cannot be if the named class and
     * its superclasses were seen, defined by the same loader, and have nothing personal; all others may.
     */
    public boolean mayBePersonal(@Nullable ClassLoader loader, ClassScan scan, int reference) {
        ClassFile file = scan.file();
        int owner = scan.isOwn(reference) ? file.superClass() : file.ownerOf(reference);
        return !seen.of(loader).isClean(file.longHash(file.nameOfClass(owner)))
                || (!typeCategories.isEmpty() && typeCategories.containsKey(file.utf8(file.descriptorOf(reference))));
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

    /** Whether a call, by the number that {@link ClassScan#call} gives it, reaches an accessor. */
    public boolean isAccessor(int call) {
        return accessors.contains(call);
    }

    /** Whether any is known so far. */
    public boolean hasAccessors() {
        return !accessors.isEmpty();
    }

    /** The personal field that a field is, or that a plain getter reads; null for every other member. */
    public @Nullable TracedField traced(Member member) {
        Class<?> owner = member.getDeclaringClass();
        if (member instanceof Field field) {
            String descriptor = field.getType().descriptorString();
            ClassFacts known = resolve(owner, field.getName(), descriptor);
            return known == null ? null : known.fields().get(ClassFacts.key(field.getName(), descriptor));
        }
        return member instanceof Method method
                ? accessed(
                        owner.getName().replace('.', '/'),
                        method.getName(),
                        "()" + method.getReturnType().descriptorString())
                : null;
    }

    /**
     * The facts of the class that declares a personal field, where an instruction names {@code owner} as its class; null if
     * the field is not personal.
     */
    public @Nullable ClassFacts resolve(Class<?> owner, String name, String descriptor) {
        return classes.resolve(owner, name, descriptor);
    }

    /** The nearest rule up the class hierarchy, id and tenant each for itself; null if there is neither. */
    public @Nullable SubjectRule subjectRule(Class<?> type) {
        return classes.subjectRule(type);
    }
}
