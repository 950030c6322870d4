package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.agent.catalog.ClassScan;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The class that is being woven. One per attempt, used by one thread. */
final class WovenClass {
    final String name;
    private final ClassScan scan;
    private final Set<String> plainGetters;
    final @Nullable ClassFacts facts;
    private final Set<String> leftOut;

    @Nullable
    String source;

    int version;
    private int insertions;

    /** @param leftOut methods, as {@code name:descriptor}, that are to stay as they are */
    WovenClass(ClassScan scan, @Nullable ClassFacts facts, Set<String> leftOut) {
        this.scan = scan;
        name = scan.file().name();
        plainGetters = scan.plainGetters();
        this.facts = facts;
        this.leftOut = new HashSet<>(leftOut);
    }

    boolean isLeftOut(String method, String descriptor) {
        return leftOut.contains(method + ':' + descriptor);
    }

    boolean isPlainGetter(WovenMethod method) {
        return !method.isStatic() && !method.isLambda() && plainGetters.contains(method.key());
    }

    boolean declares(String field, String descriptor) {
        return scan.declares(field, descriptor);
    }

    int firstLine(WovenMethod method) {
        return scan.firstLine(method.name(), method.descriptor());
    }

    boolean mayInherit() {
        return scan.mayInherit();
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
        return name.replace('/', '.') + '.' + method.name() + '(' + where + ')';
    }
}
