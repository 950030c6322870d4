package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.agent.catalog.ClassScan;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The class that is being woven. One per attempt, used by one thread. */
final class WovenClass {
    final ClassLoader loader;
    final String name;
    private final String dotted;
    private final ClassScan scan;
    private final Set<String> plainGetters;
    final @Nullable ClassFacts facts;
    private final Wanted wanted;
    final @Nullable FrameworkMarks marks;
    private final Set<String> leftOut;
    private int position = -1;

    @Nullable
    String source;

    int version;
    private int insertions;

    /** @param leftOut methods, as {@code name:descriptor}, that are to stay as they are */
    WovenClass(ClassLoader loader, ClassScan scan, @Nullable ClassFacts facts, Wanted wanted, Set<String> leftOut) {
        this.loader = loader;
        this.scan = scan;
        name = scan.file().name();
        dotted = name.replace('/', '.').concat(".");
        plainGetters = scan.plainGetters();
        this.facts = facts;
        this.wanted = wanted;
        marks = wanted.marks();
        this.leftOut = new HashSet<>(leftOut);
    }

    /** Whether the next method, in the order of the class file, stays as it is: then its bytes are copied, not read. */
    boolean passesBy(WovenMethod method) {
        position++;
        boolean derived = facts != null && facts.derived().containsKey(method.key());
        return !(derived || makesPersonal(method) || wanted.methods().get(position)) || leftOut.contains(method.key());
    }

    /** Whether it is a constructor of a type whose every use is personal. */
    boolean makesPersonal(WovenMethod method) {
        return facts != null && facts.category() != null && method.name().equals("<init>");
    }

    /** Whether it depends on a class not known yet if this is a read of a personal field. */
    boolean isLate(String owner, String field, String descriptor) {
        return wanted.isLate(owner, field, descriptor);
    }

    boolean isLateStatic(String owner, String field, String descriptor) {
        return wanted.isLateStatic(owner, field, descriptor);
    }

    boolean isPlainGetter(WovenMethod method) {
        return !method.isLambda() && plainGetters.contains(method.key());
    }

    int firstLine(WovenMethod method) {
        return scan.firstLine(method.name(), method.descriptor());
    }

    void inserted() {
        insertions++;
    }

    int insertions() {
        return insertions;
    }

    /** As a stack trace would write it; line 0 is unknown. */
    String place(WovenMethod method, int line) {
        String where = source == null ? "Unknown Source" : line == 0 ? source : source + ':' + line;
        return dotted + method.name() + '(' + where + ')';
    }
}
