package io.piitrace.agent.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Goes each route to the canary once; what cannot be gone at all is said, and is no fault of the agent. */
public final class ProbeProgram {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private ProbeProgram() {}

    public static void main(String[] arguments) {
        probes(new Canary()).forEach((name, probe) -> {
            try {
                probe.call();
            } catch (Exception | LinkageError e) {
                System.out.println(name + ' ' + e);
            }
        });
    }

    /** One for each field of the canary, by its name. */
    static Map<String, Callable<@Nullable Object>> probes(Canary canary) {
        Map<String, Callable<@Nullable Object>> probes = new LinkedHashMap<>();
        probes.put("getter", canary::getGetter);
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
                "varHandleProbe",
                () -> LOOKUP.findVarHandle(Canary.class, "varHandleProbe", String.class)
                        .compareAndSet(canary, "x", "y"));
        probes.put(
                "referenceUpdater",
                () -> AtomicReferenceFieldUpdater.newUpdater(Canary.class, String.class, "referenceUpdater")
                        .get(canary));
        probes.put(
                "longUpdater",
                () -> AtomicLongFieldUpdater.newUpdater(Canary.class, "longUpdater")
                        .get(canary));
        probes.put(
                "integerUpdater",
                () -> AtomicIntegerFieldUpdater.newUpdater(Canary.class, "integerUpdater")
                        .get(canary));
        probes.put("unsafe", () -> unsafe(canary));
        probes.put("hiddenClass", () -> hidden().apply(canary));
        probes.put("serializedReference", () -> serialize(canary)); // and the primitive with it
        probes.put("recordToString", new Canary.Recorded("x")::toString);
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
    private static Object unsafe(Canary canary) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field singleton = type.getDeclaredField("theUnsafe");
        singleton.setAccessible(true);
        Object unsafe = singleton.get(null);
        Object offset = type.getMethod("objectFieldOffset", Field.class).invoke(unsafe, field("unsafe"));
        return type.getMethod("getObject", Object.class, long.class).invoke(unsafe, canary, offset);
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
