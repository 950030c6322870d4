package io.piitrace.agent.route;

import io.piitrace.agent.hook.RouteTargets;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All of the JDK's own ways to a field, watched.
 *
 * <p><b>Threading.</b> {@link #install} is called once, before the application runs; what the bridge calls, by any thread.
 *
 * <p><b>Failure.</b> Each route stands alone: one that does not fit this JDK is a gap, and what it gives out stays as the JDK
 * made it.
 */
public final class Routes implements Function<Object[], Object> {
    private final Gaps gaps;
    private final Marks marks;
    private final List<Route> routes;
    private final Serialization serialization;
    private final UnsafeReads unsafe;
    private final Openings openings;

    /**
     * @param read records an access
     * @param select records one whose site depends on the object
     * @param exposures is told of heap dumps
     */
    public Routes(
            FieldSites sites,
            HiddenClasses hidden,
            ObjIntConsumer<Object> read,
            ObjIntConsumer<Object> select,
            Gaps gaps,
            Exposures exposures) {
        this.gaps = gaps;
        marks = new Marks(sites, read, select);
        serialization = new Serialization(marks);
        unsafe = new UnsafeReads(marks, gaps);
        openings = new Openings(gaps);
        routes = new ArrayList<>(List.of(
                new GetterHandles(marks),
                new VarHandles(marks),
                new HiddenDefinitions(hidden),
                new RecordMethods(marks),
                new FieldUpdaters(marks, "AtomicReferenceFieldUpdater"),
                new FieldUpdaters(marks, "AtomicLongFieldUpdater"),
                new FieldUpdaters(marks, "AtomicIntegerFieldUpdater"),
                serialization,
                unsafe,
                openings,
                new HeapDumps(exposures)));
        int release = Runtime.version().feature();
        if (release <= FieldAccessors.LAST_RELEASE) {
            routes.add(new FieldAccessors(marks));
        }
        if (release <= ModeSupport.LAST_RELEASE) {
            routes.add(new ModeSupport());
        }
    }

    /** What the bridge is to call. */
    public RouteTargets targets() {
        return new RouteTargets(
                this, serialization.primitives(), serialization.references(), unsafe, unsafe.peek(), unsafe.probe());
    }

    @Override
    public @Nullable Object apply(Object[] call) {
        Route route = routes.get((Integer) call[4]);
        try {
            return route.acquired(call[0], (Class<?>) call[1], (String) call[2], call[3]);
        } catch (Throwable e) {
            gaps.gap(route.name, "a way to " + call[1] + '#' + call[2] + " is not traced: " + e);
            return null;
        }
    }

    /**
     * Patches the JDK; the bridge has to be there.
     *
     * @param bridge its internal name
     */
    public void install(Instrumentation instrumentation, String bridge) {
        open(instrumentation);
        Patcher patcher = new Patcher(routes, gaps, bridge);
        for (Route route : routes) {
            if (route.name.equals(System.getProperty("piitrace.test.broken.route"))) {
                patcher.leaveOut(route, "a test says so");
            }
            try {
                route.check();
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                patcher.leaveOut(route, e.toString());
            }
        }
        instrumentation.addTransformer(patcher, true);
        new LoadedTargets(instrumentation, patcher).patch(routes);
        openings.inventory();
    }

    /**
     * From now on every read through {@code sun.misc.Unsafe} is looked at, whether the offset was asked for or guessed.
     *
     * @param bridge its internal name
     */
    public void watchAllUnsafe(String bridge) throws ReflectiveOperationException {
        Class.forName(bridge.replace('/', '.'), true, null)
                .getMethod("offset", Object.class)
                .invoke(null, unsafe);
    }

    /** From now on reads by native code are recorded too; by ids that it gets from now on. */
    public void watchNative(Instrumentation instrumentation, File companion) throws IOException {
        NativeReads.use(marks, gaps);
        Companion.load(instrumentation, companion);
    }

    /** One read by native code, of an object that the self-test made; only if native code is watched. */
    public static void tryNative(Object canary) {
        NativeReads.tryOut(canary);
    }

    private static void open(Instrumentation instrumentation) {
        Set<Module> agent = Set.of(Routes.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.reflect", agent, "jdk.internal.misc", agent),
                Map.of("java.lang.invoke", agent),
                Set.of(),
                Map.of());
    }
}
