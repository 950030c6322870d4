package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.ClassFacts;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Site;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * A read of the value field of a key/value class: another field of the same object tells what it is.
 *
 * <p>The other field is read from memory, no method of the application is called.
 */
final class Discriminator implements Choices.Choice {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final String place;
    private final AccessKind kind;
    private final List<ClassFacts.Choice> choices;
    private final Map<String, Map<String, Integer>> sites = new TreeMap<>();
    private final ClassValue<long[]> offsets = new ClassValue<>() {
        @Override
        protected long[] computeValue(Class<?> type) {
            return sites.keySet().stream().mapToLong(name -> offset(type, name)).toArray();
        }
    };

    Discriminator(Catalog catalog, List<ClassFacts.Choice> choices, AccessKind kind, String place) {
        this.place = place;
        this.kind = kind;
        this.choices = choices;
        for (ClassFacts.Choice choice : choices) {
            int site = catalog.defineSite(new Site(choice.field(), kind, place, null, false));
            sites.computeIfAbsent(choice.other(), o -> new TreeMap<>()).put(choice.value(), site);
        }
    }

    @Override
    public int site(Object owner) {
        long[] offset = offsets.get(owner.getClass());
        int i = 0;
        for (Map<String, Integer> byValue : sites.values()) {
            long at = offset[i++];
            Object other = at < 0 ? null : UNSAFE.getReference(owner, at);
            Integer site = other == null ? null : byValue.get(text(other));
            if (site != null) {
                return site;
            }
        }
        return 0;
    }

    /** Text of a string, enum constant, number or boolean; all else is no discriminator. */
    private static String text(Object other) {
        if (other instanceof Enum<?> constant) {
            return constant.name();
        }
        boolean plain = other instanceof String
                || other instanceof Boolean
                || (other instanceof Number && other.getClass().getName().startsWith("java.lang."));
        return plain ? other.toString() : "";
    }

    /** -1 where there is no such field, or it holds no reference. */
    private static long offset(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            try {
                Field field = c.getDeclaredField(name);
                boolean usable = !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive();
                return usable ? UNSAFE.objectFieldOffset(field) : -1;
            } catch (NoSuchFieldException | LinkageError inASuperclassPerhaps) {
                // go on
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Discriminator that
                && place.equals(that.place)
                && kind == that.kind
                && choices.equals(that.choices);
    }

    @Override
    public int hashCode() {
        return 31 * place.hashCode() + choices.hashCode();
    }
}
