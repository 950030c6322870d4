package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import jdk.internal.misc.Unsafe;

/** Where in the objects of a class its traced fields stand, inherited ones included. */
final class Offsets extends ClassValue<Offsets.Located[]> {
    private static final Located[] NONE = {};

    private final Marks marks;
    private final Gaps gaps;

    Offsets(Marks marks, Gaps gaps) {
        this.marks = marks;
        this.gaps = gaps;
    }

    /** A traced field from its first byte to the one after its last. */
    record Located(long from, long to, ReadMark read, ReadMark probe) {}

    /** Records reads. */
    final class Reads implements ObjLongConsumer<Object> {
        @Override
        public void accept(Object owner, long offset) {
            for (Located field : in(owner)) {
                if (offset >= field.from && offset < field.to) {
                    field.read.read(owner);
                }
            }
        }
    }

    /** Records comparisons. */
    final class Probes implements ObjLongConsumer<Object> {
        @Override
        public void accept(Object owner, long offset) {
            for (Located field : in(owner)) {
                if (offset >= field.from && offset < field.to) {
                    field.probe.read(owner);
                }
            }
        }
    }

    /** The fields of an object; of a class object the static fields of that class, which the JVM keeps there. */
    private Located[] in(Object owner) {
        return owner instanceof Class<?> type ? statics.get(type) : get(owner.getClass());
    }

    private final ClassValue<Located[]> statics = new ClassValue<>() {
        @Override
        protected Located[] computeValue(Class<?> type) {
            List<Located> found = new ArrayList<>();
            if (type.getClassLoader() != null) {
                addFields(type, true, found);
            }
            return found.toArray(NONE);
        }
    };

    @Override
    protected Located[] computeValue(Class<?> type) {
        List<Located> found = new ArrayList<>();
        for (Class<?> c = type; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
            addFields(c, false, found);
        }
        return found.toArray(NONE);
    }

    private void addFields(Class<?> type, boolean ofClass, List<Located> found) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) == ofClass) {
                    add(field, ofClass, found);
                }
            }
        } catch (LinkageError e) {
            gaps.gap(type.getName(), "fields cannot be listed, reads through sun.misc.Unsafe are not traced: " + e);
        }
    }

    private void add(Field field, boolean ofClass, List<Located> found) {
        Class<?> owner = field.getDeclaringClass();
        if (!marks.isTraced(owner, field.getName(), field.getType())) {
            return;
        }
        ReadMark read = marks.of(owner, field.getName(), field.getType(), AccessKind.UNSAFE, "sun.misc.Unsafe.get");
        ReadMark probe =
                marks.of(owner, field.getName(), field.getType(), AccessKind.PROBE, "sun.misc.Unsafe.compareAndSwap");
        if (read != null && probe != null) {
            Unsafe unsafe = Unsafe.getUnsafe();
            long from = ofClass ? unsafe.staticFieldOffset(field) : unsafe.objectFieldOffset(field);
            found.add(new Located(from, from + size(field.getType()), read, probe));
        }
    }

    private static int size(Class<?> type) {
        if (type == long.class || type == double.class) {
            return Long.BYTES;
        }
        if (type == int.class || type == float.class) {
            return Integer.BYTES;
        }
        if (type == short.class || type == char.class) {
            return Short.BYTES;
        }
        return type == byte.class || type == boolean.class ? Byte.BYTES : Unsafe.ARRAY_OBJECT_INDEX_SCALE;
    }
}
