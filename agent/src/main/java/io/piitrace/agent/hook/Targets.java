package io.piitrace.agent.hook;

import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Bridge} calls, in JDK types only; whatever is absent does nothing.
 *
 * @param read a traced field of this object is about to be read, at this site
 * @param select a field that is personal for some objects only is about to be read
 * @param call an accessor is about to be called on this object, at this site
 * @param called the accessor returned
 * @param link caller lookup, owner, field, point → site; the complement of a choice; 0 if nothing is traced
 * @param enter {@code (int hook, Object self, Object first, Object second)Object}
 * @param exit {@code (int hook, Object scope, Object result, Throwable thrown)void}
 * @param run runs a pool's task
 * @param routes what the JDK's own ways to a field call
 * @param settle waits until everybody is woven for what was known at a time, given as a count
 * @param seldom what {@code read} leaves to a way that the JIT must not inline
 */
public record Targets(
        @Nullable ObjIntConsumer<Object> read,
        @Nullable ObjIntConsumer<Object> select,
        @Nullable ObjIntConsumer<Object> call,
        @Nullable Runnable called,
        @Nullable ToIntFunction<Object[]> link,
        @Nullable MethodHandle enter,
        @Nullable MethodHandle exit,
        @Nullable Consumer<Runnable> run,
        @Nullable RouteTargets routes,
        @Nullable IntConsumer settle,
        @Nullable ObjIntConsumer<Object> seldom) {
    /** Where the door to {@code seldom} stands, once the bridge has put it there. */
    static final int DOOR = 10;

    /** Without routes. */
    public Targets(
            @Nullable ObjIntConsumer<Object> read,
            @Nullable ObjIntConsumer<Object> select,
            @Nullable ObjIntConsumer<Object> call,
            @Nullable Runnable called,
            @Nullable ToIntFunction<Object[]> link,
            @Nullable MethodHandle enter,
            @Nullable MethodHandle exit,
            @Nullable Consumer<Runnable> run) {
        this(read, select, call, called, link, enter, exit, run, null, null, null);
    }

    /**
     * Leaves the targets where the bridge looks for them when it is initialised, which has to follow at once.
     *
     * @return what the bridge fills in: see {@link #door}
     */
    public @Nullable Object[] handOver() {
        @Nullable
        Object[] handed = {
            read, select, call, called, link, enter, exit, run, routes == null ? null : routes.flat(), settle, seldom
        };
        System.getProperties().put(Bridge.HANDOVER, handed);
        return handed;
    }

    /** The door to {@code seldom}, in what was handed over to a bridge that has been initialised since. */
    @SuppressWarnings("unchecked")
    public static ObjIntConsumer<Object> door(@Nullable Object[] handed) {
        return (ObjIntConsumer<Object>) Objects.requireNonNull(handed[DOOR]);
    }
}
