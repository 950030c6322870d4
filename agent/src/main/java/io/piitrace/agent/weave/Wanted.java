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
 * @param lateStatics the same of static fields
 * @param marks what a framework's class is woven for besides; null for every other
 */
record Wanted(
        BitSet methods,
        List<Late> late,
        List<Late> lateStatics,
        @Nullable FrameworkMarks marks) {
    /** A field as an instruction names it. */
    record Late(String owner, String name, String descriptor) {}

    boolean isLate(String owner, String name, String descriptor) {
        return contains(late, owner, name, descriptor);
    }

    boolean isLateStatic(String owner, String name, String descriptor) {
        return contains(lateStatics, owner, name, descriptor);
    }

    private static boolean contains(List<Late> fields, String owner, String name, String descriptor) {
        for (Late field : fields) {
            if (field.name.equals(name) && field.owner.equals(owner) && field.descriptor.equals(descriptor)) {
                return true;
            }
        }
        return false;
    }

    /** Null if there is nothing to weave. */
    static @Nullable Wanted in(Catalog catalog, ClassLoader loader, ClassScan scan, @Nullable ClassFacts facts) {
        BitSet read = new BitSet();
        BitSet statics = new BitSet();
        BitSet others = new BitSet();
        BitSet othersStatics = new BitSet();
        BitSet called = new BitSet();
        boolean calls = catalog.hasAccessors();
        FrameworkMarks marks = FrameworkMarks.in(scan);
        for (int reference : scan.references()) {
            if (!scan.isField(reference)) {
                if ((calls && catalog.isAccessor(scan.call(reference)))
                        || (marks != null && marks.concern(scan, reference))) {
                    called.set(reference);
                }
                continue;
            }
            if (scan.isToOther(reference) && catalog.mayBePersonal(loader, scan, reference)) {
                others.set(reference);
                read.set(reference);
            }
            if (scan.isToOthersStatic(reference) && catalog.mayBePersonalStatic(loader, scan, reference)) {
                othersStatics.set(reference);
                statics.set(reference);
            }
            if (facts != null
                    && scan.isOwn(reference)
                    && facts.isPersonal(scan.name(reference) + ':' + scan.descriptor(reference))) {
                read.set(reference);
                statics.set(reference);
            }
        }
        boolean derives = facts != null && (!facts.derived().isEmpty() || facts.category() != null);
        if (read.isEmpty() && statics.isEmpty() && called.isEmpty() && !derives) {
            return null;
        }
        BitSet methods = scan.methodsThatUse(read, statics, called);
        return methods.isEmpty() && !derives
                ? null
                : new Wanted(methods, late(scan, others), late(scan, othersStatics), marks);
    }

    private static List<Late> late(ClassScan scan, BitSet others) {
        List<Late> late = new ArrayList<>();
        for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
            late.add(new Late(scan.owner(i), scan.name(i), scan.descriptor(i)));
        }
        return late;
    }
}
