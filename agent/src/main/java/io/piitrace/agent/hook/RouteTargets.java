package io.piitrace.agent.hook;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/**
 * What the {@link Bridge} calls when the JDK itself gives out a way to a field, or goes one.
 *
 * @param acquired what, declaring class, field, extra, number of the route → what to use in its place
 * @param primitives the primitive fields of this object that this class declares are about to be serialized
 * @param references the same of all other fields
 * @param offset somebody asks where this field stands: whether it is traced
 * @param peek this object is about to be read at this offset
 * @param probe what stands in this object at this offset is about to be compared with a value
 */
public record RouteTargets(
        Function<Object[], Object> acquired,
        BiConsumer<Object, Object> primitives,
        BiConsumer<Object, Object> references,
        Predicate<Object> offset,
        ObjLongConsumer<Object> peek,
        ObjLongConsumer<Object> probe) {
    Object[] flat() {
        return new Object[] {acquired, primitives, references, offset, peek, probe};
    }
}
