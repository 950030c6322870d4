package io.piitrace.agent.hook;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls. The bytes of this class are renamed to {@code java.lang.$Piitrace} and defined in {@code java.base},
 * the one place that every class loader, module and OSGi bundle can see.
 *
 * <p><b>Threading.</b> Any thread, re-entrant. The targets are static finals, so the JIT inlines through them.
 *
 * <p><b>Failure.</b> Nothing that goes wrong behind it reaches the application; without targets every method does nothing.
 */
public final class Bridge implements ObjIntConsumer<Object> {
    /** The system property (not a string: an array, removed at once) that hands the targets over; see {@link Targets}. */
    static final String HANDOVER = "piitrace.bridge";

    private static final @Nullable ObjIntConsumer<Object> READ;
    private static final @Nullable ObjIntConsumer<Object> SELECT;
    private static final @Nullable ObjIntConsumer<Object> CALL;
    private static final @Nullable Runnable CALLED;
    private static final @Nullable ToIntFunction<Object[]> LINK;
    private static final @Nullable MethodHandle ENTER;
    private static final @Nullable MethodHandle EXIT;
    private static final @Nullable Consumer<Runnable> RUN;
    private static final @Nullable IntConsumer SETTLE;
    private static final @Nullable Function<Object[], Object> ACQUIRED;
    private static final @Nullable BiConsumer<Object, Object> PRIMITIVES;
    private static final @Nullable BiConsumer<Object, Object> REFERENCES;
    private static final @Nullable Predicate<Object> OFFSET;
    private static final @Nullable ObjLongConsumer<Object> PEEK;
    private static final @Nullable ObjLongConsumer<Object> PROBE;

    /** Whether anybody knows where in memory a traced field stands; plain, because a thread that knows has seen it set. */
    private static boolean armed;

    static {
        Object handed = System.getProperties().remove(HANDOVER);
        Object[] targets = handed instanceof Object[] array ? array : new Object[8];
        READ = consumer(targets[0]);
        SELECT = consumer(targets[1]);
        CALL = consumer(targets[2]);
        CALLED = (Runnable) targets[3];
        LINK = linker(targets[4]);
        ENTER = (MethodHandle) targets[5];
        EXIT = (MethodHandle) targets[6];
        RUN = runner(targets[7]);
        Object[] routes = targets.length > 8 && targets[8] instanceof Object[] array ? array : new Object[6];
        ACQUIRED = function(routes[0]);
        SETTLE = targets.length > 9 ? (IntConsumer) targets[9] : null;
        if (targets.length > Targets.DOOR) {
            targets[Targets.DOOR] = new Bridge(consumer(targets[Targets.DOOR]));
        }
        PRIMITIVES = pair(routes[1]);
        REFERENCES = pair(routes[2]);
        OFFSET = predicate(routes[3]);
        PEEK = located(routes[4]);
        PROBE = located(routes[5]);
    }

    private final @Nullable ObjIntConsumer<Object> behind;

    private Bridge(@Nullable ObjIntConsumer<Object> behind) {
        this.behind = behind;
    }

    /**
     * The door to what an access needs seldom. The JIT never looks behind it, because it trusts this annotation in the JDK's own classes: otherwise each getter of a traced
     * field would be so large with all that is behind that nobody who calls it had it inlined any more.
     */
    @Override
    @DontInline
    public void accept(Object owner, int site) {
        if (behind != null) {
            behind.accept(owner, site);
        }
    }

    /** A traced field of {@code owner} is about to be read. */
    public static void read(@Nullable Object owner, int site) {
        if (READ != null && owner != null) {
            try {
                READ.accept(owner, site);
            } catch (Throwable ignored) {
                // the recorder counts its own failures; this net is for a stack that overflows on the way to it
            }
        }
    }

    /** A traced static field is about to be read: a class in place of an object says so. */
    public static void readStatic(int site) {
        read(Bridge.class, site);
    }

    /** A static field is about to be read of which it is decided now whether it is traced. */
    public static void selectStatic(int choice) {
        select(Bridge.class, choice);
    }

    /**
     * A traced static field is about to be written, or an object of a personal type made: nobody may read it before those who name it
     * have been woven.
     *
     * @param news how much was known when this class was woven
     */
    public static void settle(int news) {
        if (SETTLE != null) {
            try {
                SETTLE.accept(news);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /** A field is about to be read that is personal only for some values of another field of {@code owner}. */
    public static void select(@Nullable Object owner, int choice) {
        if (SELECT != null && owner != null) {
            try {
                SELECT.accept(owner, choice);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /**
     * An accessor of a traced field is about to be called on {@code receiver}.
     *
     * @param site the complement, if a framework is about to read the field by reflection itself
     */
    public static void call(@Nullable Object receiver, int site) {
        if (CALL != null && receiver != null) {
            try {
                CALL.accept(receiver, site);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /** A framework is about to invoke {@code method} on {@code receiver}: to read something, unless nothing comes back. */
    public static void invoke(@Nullable Object method, @Nullable Object receiver, int site) {
        if (method instanceof Method invoked && invoked.getReturnType() != void.class) {
            call(receiver, site);
        }
    }

    /** The accessor returned. */
    public static void called() {
        if (CALLED != null) {
            try {
                CALLED.run();
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /**
     * Bootstrap of a read whose owner was not known when the reader was woven: decides once whether it is traced.
     *
     * @param type {@code (Object)void}, or {@code ()void} for a static field
     * @param owner internal name of the class named by the instruction, which may be a subclass of the declaring one
     * @param field {@code name:descriptor}
     * @param point number of the read point
     */
    public static CallSite link(
            MethodHandles.Lookup caller, String name, MethodType type, String owner, String field, int point) {
        if (LINK != null) {
            try {
                int site = LINK.applyAsInt(new Object[] {caller, owner, field, point});
                if (site != 0 && type.parameterCount() == 0) {
                    MethodHandle target = MethodHandles.lookup()
                            .findStatic(Bridge.class, "readStatic", MethodType.methodType(void.class, int.class));
                    return new ConstantCallSite(MethodHandles.insertArguments(target, 0, site));
                }
                if (site != 0) {
                    MethodHandle target = MethodHandles.lookup()
                            .findStatic(
                                    Bridge.class,
                                    site > 0 ? "read" : "select",
                                    MethodType.methodType(void.class, Object.class, int.class));
                    return new ConstantCallSite(MethodHandles.insertArguments(target, 1, site > 0 ? site : ~site));
                }
            } catch (Throwable ignored) {
                // an unlinked site must not fail the application; the linker reports what it could not decide
            }
        }
        return new ConstantCallSite(MethodHandles.empty(type));
    }

    /** Start of a method that the context watches; the result is handed to {@link #exit}. */
    public static @Nullable Object enter(
            int hook, @Nullable Object self, @Nullable Object first, @Nullable Object second) {
        if (ENTER == null) {
            return null;
        }
        try {
            return (Object) ENTER.invokeExact(hook, self, first, second);
        } catch (Throwable ignored) {
            return null;
        }
    }

    /** End of a method that the context watches, normal or not. */
    public static void exit(int hook, @Nullable Object scope, @Nullable Object result, @Nullable Throwable thrown) {
        if (EXIT != null) {
            try {
                EXIT.invokeExact(hook, scope, result, thrown);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /** Runs a pool's task in the context in which it was handed to the pool; what the task throws goes to the pool. */
    public static void run(Runnable task) {
        if (RUN != null) {
            RUN.accept(task);
        } else {
            task.run();
        }
    }

    /**
     * A handle, an accessor, an updater or a class file was acquired, by a route of that number: what to use in its place.
     *
     * @param type class that declares the field, where the route knows it
     * @param name name of the field, where the route knows it
     * @param extra what else the route has at hand
     */
    public static @Nullable Object acquired(
            @Nullable Object what, @Nullable Class<?> type, @Nullable String name, @Nullable Object extra, int route) {
        if (ACQUIRED != null && what != null) {
            try {
                Object instead = ACQUIRED.apply(new @Nullable Object[] {what, type, name, extra, route});
                return instead == null ? what : instead;
            } catch (Throwable ignored) {
                // the route reports what it could not do; the application gets what the JDK made
            }
        }
        return what;
    }

    /** The primitive fields of {@code owner} that {@code type} declares are about to be serialized. */
    public static void primitives(@Nullable Object owner, Class<?> type) {
        if (PRIMITIVES != null && owner != null) {
            try {
                PRIMITIVES.accept(owner, type);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /** The other fields of {@code owner} that {@code type} declares are about to be serialized. */
    public static void references(@Nullable Object owner, Class<?> type) {
        if (REFERENCES != null && owner != null) {
            try {
                REFERENCES.accept(owner, type);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /** {@code sun.misc.Unsafe} told somebody where this field stands. */
    public static void offset(@Nullable Object field) {
        if (OFFSET != null && field != null && !armed) {
            try {
                armed = OFFSET.test(field);
            } catch (Throwable ignored) {
                // as in acquired
            }
        }
    }

    /** {@code sun.misc.Unsafe} is about to read there. */
    public static void peek(@Nullable Object owner, long offset) {
        if (armed && PEEK != null && owner != null) {
            try {
                PEEK.accept(owner, offset);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    /** {@code sun.misc.Unsafe} is about to compare what stands there with a value. */
    public static void probe(@Nullable Object owner, long offset) {
        if (armed && PROBE != null && owner != null) {
            try {
                PROBE.accept(owner, offset);
            } catch (Throwable ignored) {
                // as in read
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Function<Object[], Object> function(@Nullable Object target) {
        return (Function<Object[], Object>) target;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable BiConsumer<Object, Object> pair(@Nullable Object target) {
        return (BiConsumer<Object, Object>) target;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Predicate<Object> predicate(@Nullable Object target) {
        return (Predicate<Object>) target;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable ObjLongConsumer<Object> located(@Nullable Object target) {
        return (ObjLongConsumer<Object>) target;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable ObjIntConsumer<Object> consumer(@Nullable Object target) {
        return (ObjIntConsumer<Object>) target;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable ToIntFunction<Object[]> linker(@Nullable Object target) {
        return (ToIntFunction<Object[]>) target;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Consumer<Runnable> runner(@Nullable Object target) {
        return (Consumer<Runnable>) target;
    }
}
