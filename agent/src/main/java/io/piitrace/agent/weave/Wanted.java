package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.agent.catalog.ClassScan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a class has to be woven: most classes end here, and of the others most methods.
 *
 * @param methods positions of the methods
 * @param late the fields that another class declares and that may be personal
 */
record Wanted(BitSet methods, List<Late> late) {
    /** A field as an instruction names it. */
    record Late(String owner, String name, String descriptor) {}

    boolean isLate(String owner, String name, String descriptor) {
        for (Late field : late) {
            if (field.name.equals(name) && field.owner.equals(owner) && field.descriptor.equals(descriptor)) {
                return true;
            }
        }
        return false;
    }

    /** Null if there is nothing to weave. */
    static @Nullable Wanted in(Catalog catalog, ClassLoader loader, ClassScan scan, @Nullable ClassFacts facts) {
        BitSet read = new BitSet();
        BitSet others = new BitSet();
        BitSet called = new BitSet();
        boolean calls = catalog.hasAccessors();
        for (int reference : scan.references()) {
            if (!scan.isField(reference)) {
                if (calls && catalog.isAccessor(scan.call(reference))) {
                    called.set(reference);
                }
            } else if (scan.isToOther(reference)) {
                if (catalog.mayBePersonal(loader, scan, reference)) {
                    others.set(reference);
                    read.set(reference);
                }
            } else if (facts != null
                    && scan.isOwn(reference)
                    && isPersonal(facts, scan.name(reference) + ':' + scan.descriptor(reference))) {
                read.set(reference);
            }
        }
        boolean derives = facts != null && !facts.derived().isEmpty();
        if (read.isEmpty() && called.isEmpty() && !derives) {
            return null;
        }
        BitSet methods = scan.methodsThatUse(read, new BitSet(), called);
        return methods.isEmpty() && !derives ? null : new Wanted(methods, late(scan, others));
    }

    private static boolean isPersonal(ClassFacts facts, String field) {
        return facts.fields().containsKey(field) || facts.choices().containsKey(field);
    }

    private static List<Late> late(ClassScan scan, BitSet others) {
        List<Late> late = new ArrayList<>();
        for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
            late.add(new Late(scan.owner(i), scan.name(i), scan.descriptor(i)));
        }
        return late;
    }
}
