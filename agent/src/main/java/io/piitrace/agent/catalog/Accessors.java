package io.piitrace.agent.catalog;

import io.piitrace.ledger.TracedField;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which calls reach an accessor of a personal field: by name, descriptor and the class that the instruction names, which may be
 * the declaring class, one of its subclasses, its superclass or an interface of it. Classes are told apart by hashes of their
 * names; a collision costs a needless note of the caller, never a wrong record. Only with a constructor it would cost the class, since the
 * object of a note has to be there already: a constructor is never an accessor.
 *
 * <p><b>Threading.</b> Any thread, no locks. A class and its superclass may come in either order: each is entered before the
 * other is looked for.
 */
final class Accessors {
    private final Map<Integer, TracedField> calls = new ConcurrentHashMap<>();
    private final Map<Integer, Map<String, TracedField>> byClass = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Integer>> subclasses = new ConcurrentHashMap<>();
    private volatile IntConsumer news = call -> {};

    void tell(IntConsumer news) {
        this.news = news;
    }

    /** Every class of the application, whether of interest or not. */
    void see(ClassScan scan) {
        if (scan.mayInherit()) {
            ClassFile file = scan.file();
            int type = file.hash(file.nameOfClass(file.thisClass()), 0);
            int superclass = file.hash(file.nameOfClass(file.superClass()), 0);
            subclasses
                    .computeIfAbsent(superclass, s -> ConcurrentHashMap.newKeySet(2))
                    .add(type);
            Map<String, TracedField> inherited = byClass.get(superclass);
            if (inherited != null) {
                add(type, inherited);
            }
        }
    }

    void learn(ClassFacts facts, ClassScan scan) {
        if (!facts.accessors().isEmpty()) {
            add(ClassFile.hash(facts.name()), facts.accessors());
            if (scan.mayInherit()) {
                register(ClassFile.hash(String.valueOf(scan.file().superName())), facts.accessors());
            }
            for (String type : scan.file().interfaces()) {
                register(ClassFile.hash(type), facts.accessors());
            }
        }
    }

    /** The field behind a call; null if it reaches no accessor. */
    @Nullable
    TracedField accessed(String owner, String name, String descriptor) {
        return name.equals("<init>") ? null : calls.get(call(ClassFile.hash(owner), name + descriptor));
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    boolean contains(int call) {
        return calls.containsKey(call);
    }

    private void add(int type, Map<String, TracedField> accessors) {
        byClass.put(type, accessors);
        register(type, accessors);
        for (int subclass : subclasses.getOrDefault(type, Set.of())) {
            if (!byClass.containsKey(subclass)) {
                add(subclass, accessors);
            }
        }
    }

    private void register(int type, Map<String, TracedField> accessors) {
        accessors.forEach((accessor, field) -> {
            int colon = accessor.indexOf(':');
            int call = call(type, accessor.substring(0, colon) + accessor.substring(colon + 1));
            if (calls.putIfAbsent(call, field) == null) {
                news.accept(call);
            }
        });
    }

    /** The same number as {@link ClassScan#call} gives it. */
    private static int call(int owner, String nameAndDescriptor) {
        return ClassFile.hash(nameAndDescriptor, owner);
    }
}
