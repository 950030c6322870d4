package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.agent.catalog.ClassScan;
import io.piitrace.ledger.AccessKind;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodTooLargeException;

/**
 * Sees every class that the application defines, teaches the catalog what is personal in it, and weaves its reads.
 *
 * <p><b>Threading.</b> Any thread, under whatever locks class loading holds: it takes no lock while it asks a class loader
 * for anything.
 *
 * <p><b>Failure.</b> A class that cannot be woven stays as it is, and is reported as a gap. Nothing is thrown.
 */
public final class Weaver implements ClassFileTransformer {
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
    private static final @Nullable ClassLoader AGENT = Weaver.class.getClassLoader();

    private final Catalog catalog;
    private final GapReporter gaps;
    private final Choices choices;
    private final Linker linker;
    private final Weaving weaving;
    private final Mentions mentions = new Mentions();

    /**
     * @param read records an access; what the bridge is given too
     * @param bridge internal name of the bridge as woven code calls it
     */
    public Weaver(Catalog catalog, ObjIntConsumer<Object> read, GapReporter gaps, String bridge) {
        this.catalog = catalog;
        this.gaps = gaps;
        ReadPoints points = new ReadPoints();
        choices = new Choices(read);
        linker = new Linker(catalog, points, choices, gaps);
        catalog.tellNews(mentions);
        weaving = new Weaving(catalog, points, choices, linker, mentions, bridge);
    }

    /** What the bridge calls for reads whose site depends on the object. */
    public ObjIntConsumer<Object> select() {
        return choices;
    }

    /** What the bridge calls to link a read of another class's field. */
    public ToIntFunction<Object[]> link() {
        return linker;
    }

    /** Whether this class declares a field of that name and type that is personal, for some objects at least. */
    public boolean traces(Class<?> declaring, String field, Class<?> type) {
        return catalog.resolve(declaring, field, type.descriptorString()) != null;
    }

    /** The site of reads that do not stand in woven code, the complement of a choice, or 0 if the field is not traced. */
    public int site(Class<?> declaring, String field, Class<?> type, AccessKind kind, String place) {
        return linker.site(declaring, field, type.descriptorString(), new ReadPoint(place, kind), declaring);
    }

    /** Which classes might have to be woven again. */
    public Mentions mentions() {
        return mentions;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null || !isApplication(loader)) {
            return null;
        }
        try {
            return weave(loader, bytes, name == null);
        } catch (Throwable e) {
            gaps.gap(
                    name == null ? "a class without a name" : name.replace('/', '.'), "class could not be woven: " + e);
            return null;
        }
    }

    /** Whether classes of this loader are looked at: all but the JDK's own and the agent's. */
    public static boolean isApplication(@Nullable ClassLoader loader) {
        return loader != null && loader != PLATFORM && loader != AGENT && !isReflection(loader);
    }

    /** The JDK's accessors, made after some reflective calls of a method, would hide who calls it. They are gone in JDK 22. */
    private static boolean isReflection(ClassLoader loader) {
        return loader.getClass().getName().equals("jdk.internal.reflect.DelegatingClassLoader");
    }

    /**
     * The woven class; null if there is nothing to weave in it.
     *
     * @param hidden whether it is a hidden class
     */
    byte @Nullable [] weave(ClassLoader loader, byte[] bytes, boolean hidden) {
        ClassScan scan = new ClassScan(bytes);
        if (scan.isMethodReference()) {
            return null; // its name is another in every run; whoever made the reference is the caller
        }
        int[] mentions = scan.mentions();
        ClassFacts facts = catalog.learn(loader, scan, bytes, hidden);
        // after the class itself was learnt, and before the catalog is asked about others: no news falls in between
        this.mentions.seen(loader, scan.file(), mentions);
        if (facts != null) {
            for (String hint : facts.hints()) {
                gaps.gap(scan.file().name().replace('/', '.'), hint);
            }
        }
        Wanted wanted = Wanted.in(catalog, loader, scan, facts);
        if (wanted == null) {
            return null;
        }
        Set<String> leftOut = new HashSet<>();
        while (true) {
            try {
                return ClassWeaver.weave(weaving, new WovenClass(loader, scan, facts, wanted, leftOut), bytes);
            } catch (MethodTooLargeException e) {
                if (!leftOut.add(e.getMethodName() + ':' + e.getDescriptor())) {
                    throw e;
                }
                gaps.gap(
                        e.getClassName().replace('/', '.') + '.' + e.getMethodName(),
                        "method is too large to be woven: its reads are not traced");
            }
        }
    }
}
