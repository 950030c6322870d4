package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;
import java.lang.reflect.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the native companion calls: native code of the application acquired a field's id, or is about to read through one.
 *
 * <p><b>Threading.</b> Any thread. A mark stands in the table before its number is given out.
 *
 * <p><b>Failure.</b> Nothing is thrown into native code: a field that cannot be looked at is a gap.
 */
final class NativeReads {
    private static final String PLACE = "native code";

    private static volatile @Nullable Marks marks;
    private static Gaps gaps = (what, why) -> {};
    private static volatile ReadMark[] table = new ReadMark[16];
    private static int last;

    private NativeReads() {}

    /** Before the companion is loaded. */
    static void use(Marks marks, Gaps gaps) {
        NativeReads.gaps = gaps;
        NativeReads.marks = marks;
    }

    /** Whether this class is the agent's own, and not that of an application which has the agent's jar. */
    static boolean isReady() {
        return marks != null;
    }

    /** The self-test's read; there when the companion is. */
    static native @Nullable Object tryOut(Object canary);

    /** Number of the mark of a field that native code found by name; 0 if it is not traced. Called by the companion. */
    static int acquired(Class<?> type, String name, String descriptor, boolean isStatic) {
        if (type.getClassLoader() == null) {
            return 0;
        }
        try {
            Field field = find(type, name, descriptor);
            return field == null ? 0 : number(field);
        } catch (Throwable e) {
            gaps.gap(type.getName() + '#' + name, "reads of it by native code are not traced: " + e);
            return 0;
        }
    }

    /** The same for one that it got from reflection. */
    static int reflected(Field field) {
        try {
            return number(field);
        } catch (Throwable e) {
            gaps.gap(field.toString(), "reads of it by native code are not traced: " + e);
            return 0;
        }
    }

    /** The field is about to be read. Called by the companion. */
    static void read(@Nullable Object owner, int mark) {
        table[mark].read(owner);
    }

    private static int number(Field field) {
        Class<?> declaring = field.getDeclaringClass();
        Marks now = marks;
        ReadMark mark =
                now == null ? null : now.of(declaring, field.getName(), field.getType(), AccessKind.NATIVE, PLACE);
        if (mark == null) {
            return 0;
        }
        synchronized (NativeReads.class) {
            if (++last == table.length) {
                table = Arrays.copyOf(table, last * 2);
            }
            table[last] = mark;
            return last;
        }
    }

    private static @Nullable Field find(Class<?> type, String name, String descriptor) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            try {
                Field field = c.getDeclaredField(name);
                if (field.getType().descriptorString().equals(descriptor)) {
                    return field;
                }
            } catch (NoSuchFieldException inASuperclass) {
                // go on
            }
        }
        return null;
    }
}
