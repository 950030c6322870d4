package io.piitrace.agent.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Goes each route to the canary once; what cannot be gone at all is said, and is no fault of the agent. */
public final class ProbeProgram {
    /** Not gone in the start-up test: from the first such probe on, every read through {@code sun.misc.Unsafe} would cost. */
    static final Set<String> UNSAFE = Set.of("unsafe", "unsafeProbe");

    static final String NATIVE = "nativeCode";

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private ProbeProgram() {}

    /**
     * Goes each route, that of native code too where there is a library for it.
     *
     * @param arguments the companion's library, if there is one
     */
    public static void main(String[] arguments) throws IOException {
        Canary canary = new Canary();
        if (arguments.length > 0) {
            Path copy =
                    Path.of(arguments[0] + ".copy"); // a library belongs to one class loader, and this is the agent's
            Files.copy(Path.of(arguments[0]), copy);
            System.load(copy.toString());
            nativeRead(canary);
        }
        go(canary, Set.of(), (name, e) -> System.out.println(name + ' ' + e));
    }

    /** Goes each route; in an application's loader the start-up test calls it by name. */
    public static void go(Object canary, Set<String> leftOut, BiConsumer<String, Throwable> failed) {
        probes((Canary) canary).forEach((name, probe) -> {
            try {
                if (!leftOut.contains(name)) {
                    probe.call();
                }
            } catch (Exception | LinkageError e) {
                failed.accept(name, e);
            }
        });
    }

    /** Names of all routes but that of native code. */
    public static Set<String> routes() {
        Set<String> routes = new TreeSet<>(probes(new Canary()).keySet());
        routes.add("serializedPrimitive"); // with the reference
        return routes;
    }

    /** For whoever cannot name its class. */
    public static Object canary() {
        return new Canary();
    }

    /** What the field {@link #NATIVE} holds, got by native code: part of the companion's library. */
    private static native Object nativeRead(Object canary);

    /** One for each field of the canary, by its name. */
    static Map<String, Callable<@Nullable Object>> probes(Canary canary) {
        Map<String, Callable<@Nullable Object>> probes = new LinkedHashMap<>();
        probes.put("getter", canary::getGetter);
        probes.put("foreign", () -> canary.foreign);
        probes.put("reflection", () -> field("reflection").get(canary));
        probes.put(
                "methodHandle",
                () -> called(() -> LOOKUP.findGetter(Canary.class, "methodHandle", String.class)
                        .invoke(canary)));
        probes.put(
                "varHandle",
                () -> LOOKUP.findVarHandle(Canary.class, "varHandle", String.class)
                        .getVolatile(canary));
        probes.put(
                "varHandleExchange",
                () -> called(() -> (Object) LOOKUP.findVarHandle(Canary.class, "varHandleExchange", String.class)
                        .compareAndExchange(canary, "x", "y")));
        probes.put(
                "varHandleProbe",
                () -> LOOKUP.findVarHandle(Canary.class, "varHandleProbe", String.class)
                        .compareAndSet(canary, "x", "y"));
        probes.put(
                "referenceUpdater",
                () -> AtomicReferenceFieldUpdater.newUpdater(Canary.class, String.class, "referenceUpdater")
                        .get(canary));
        probes.put(
                "referenceUpdaterProbe",
                () -> AtomicReferenceFieldUpdater.newUpdater(Canary.class, String.class, "referenceUpdaterProbe")
                        .compareAndSet(canary, "x", "y"));
        probes.put(
                "longUpdater",
                () -> AtomicLongFieldUpdater.newUpdater(Canary.class, "longUpdater")
                        .get(canary));
        probes.put(
                "integerUpdater",
                () -> AtomicIntegerFieldUpdater.newUpdater(Canary.class, "integerUpdater")
                        .get(canary));
        probes.put("unsafe", () -> unsafe(canary, "unsafe", "getObject"));
        probes.put("unsafeProbe", () -> unsafe(canary, "unsafeProbe", "compareAndSwapObject", "x", "y"));
        probes.put("hiddenClass", () -> hidden().apply(canary));
        probes.put("serializedReference", () -> serialize(canary)); // and the primitive with it
        probes.put("recordToString", new Canary.Text("x")::toString);
        probes.put("recordHashCode", new Canary.Hash("x")::hashCode);
        return probes;
    }

    /** Some code that may fail in any way. */
    private interface Code {
        @Nullable
        Object run() throws Throwable;
    }

    private static @Nullable Object called(Code code) throws Exception {
        try {
            return code.run();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(String name) throws NoSuchFieldException {
        Field field = Canary.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** By reflection, so that the compiler has nothing to warn of. */
    private static Object unsafe(Canary canary, String field, String method, Object... more)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field singleton = type.getDeclaredField("theUnsafe");
        singleton.setAccessible(true);
        Object unsafe = singleton.get(null);
        Object offset = type.getMethod("objectFieldOffset", Field.class).invoke(unsafe, field(field));
        Object[] arguments = new Object[more.length + 2];
        Class<?>[] types = new Class<?>[more.length + 2];
        Arrays.fill(types, Object.class);
        types[1] = long.class;
        arguments[0] = canary;
        arguments[1] = offset;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return type.getMethod(method, types).invoke(unsafe, arguments);
    }

    @SuppressWarnings("unchecked")
    private static Function<Canary, String> hidden() throws IOException, ReflectiveOperationException {
        byte[] bytes;
        try (InputStream in = HiddenReader.class.getResourceAsStream("HiddenReader.class")) {
            if (in == null) {
                throw new IOException("no class file of HiddenReader");
            }
            bytes = in.readAllBytes();
        }
        Class<?> type = LOOKUP.defineHiddenClass(bytes, true).lookupClass();
        return (Function<Canary, String>) type.getDeclaredConstructor().newInstance();
    }

    private static @Nullable Object serialize(Canary canary) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(canary);
        }
        return null;
    }
}
