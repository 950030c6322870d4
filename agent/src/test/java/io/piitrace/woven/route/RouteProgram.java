package io.piitrace.woven.route;

import io.piitrace.woven.route.other.Stranger;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import sun.misc.Unsafe;

/** Reads personal fields in every way that the JDK offers; says when one of them does not work as without an agent. */
@SuppressWarnings({"deprecation", "removal", "unchecked", "SunApi"})
public final class RouteProgram {
    /** Some code that may fail in any way. */
    public interface Way {
        Object go() throws Throwable;
    }

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle CONSTANT = getter("findGetter", String.class);
    private static final VarHandle VAR = var("varGet", String.class);

    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final Person person = new Person();
    private final Person other = new Person.Sub();

    private RouteProgram() throws Exception {
        reflection();
        handles();
        varHandles();
        updaters();
        serialization();
        unsafe();
        hidden();
        records();
        statics();
    }

    /** All of them, by the field that they read; the objects that they read are there when this returns. */
    public static Map<String, Way> ways() throws Exception {
        return new RouteProgram().ways;
    }

    /** Argument: how often each way is gone. */
    public static void main(String[] arguments) throws Exception {
        RouteProgram program = new RouteProgram();
        int times = Integer.parseInt(arguments[0]);
        for (Map.Entry<String, Way> way : program.ways.entrySet()) {
            try {
                for (int i = 0; i < times; i++) {
                    way.getValue().go();
                }
            } catch (Throwable e) {
                System.out.println("failed " + way.getKey() + ": " + e);
                e.printStackTrace(System.out);
            }
        }
        System.out.println("done");
    }

    private void reflection() throws Exception {
        Field get = field("fieldGet");
        ways.put("fieldGet", () -> get.get(person));
        Field getLong = field("fieldGetLong");
        ways.put("fieldGetLong", () -> getLong.getLong(person));
        Field boxed = field("fieldGetBoxed");
        ways.put("fieldGetBoxed", () -> boxed.get(person));
        ways.put("fieldOfSubclass", () -> field("fieldOfSubclass").get(other));
        Field ofOther = field("fieldOfOther");
        ways.put("fieldOfOther", () -> throwing(IllegalArgumentException.class, () -> ofOther.get("no person")));
        ways.put("fieldOfNull", () -> throwing(NullPointerException.class, () -> ofOther.get(null)));
        ways.put("fieldSet", () -> {
            ofOther.set(person, "y");
            return null;
        });
    }

    private void handles() {
        ways.put("findGetter", () -> (String) CONSTANT.invokeExact(person));
        MethodHandle number = getter("findGetterInt", int.class);
        ways.put("findGetterInt", () -> (int) number.invokeExact(person));
        ways.put(
                "unreflectGetter",
                () -> LOOKUP.unreflectGetter(field("unreflectGetter")).invoke(other));
        MethodHandle spread = getter("spread", String.class);
        ways.put("spread", () -> spread.invokeWithArguments(person));
        ways.put("cracked", () -> {
            MethodHandle direct = LOOKUP.findGetter(Person.class, "cracked", String.class);
            MethodHandleInfo info = LOOKUP.revealDirect(direct);
            check(info.getReferenceKind() == MethodHandleInfo.REF_getField);
            check(info.getName().equals("cracked") && info.getDeclaringClass() == Person.class);
            check(info.reflectAs(Field.class, LOOKUP).equals(Person.class.getDeclaredField("cracked")));
            check(direct.type().toString().equals("(Person)String") && !direct.isVarargsCollector());
            return null;
        });
        ways.put("setter", () -> {
            LOOKUP.findSetter(Person.class, "setter", String.class).invoke(person, "y");
            return null;
        });
        Stranger stranger = new Stranger();
        ways.put("restricted", stranger::read);
        ways.put(
                "handleOfNull",
                () -> throwing(NullPointerException.class, () -> (String) CONSTANT.invokeExact((Person) null)));
    }

    private void varHandles() {
        ways.put("varGet", () -> (String) VAR.get(person));
        VarHandle read = var("varVolatile", String.class);
        ways.put("varVolatile", () -> (String) read.getVolatile(person));
        VarHandle opaque = var("varOpaque", String.class);
        ways.put("varOpaque", () -> (String) opaque.getOpaque(person));
        VarHandle acquire = var("varAcquire", String.class);
        ways.put("varAcquire", () -> acquire.getAcquire(other));
        VarHandle getAndSet = var("varGetAndSet", String.class);
        ways.put("varGetAndSet", () -> (String) getAndSet.getAndSet(person, "y"));
        VarHandle exchange = var("varExchange", String.class);
        ways.put("varExchange", () -> (String) exchange.compareAndExchange(person, "x", "y"));
        VarHandle compare = var("varCompare", String.class);
        ways.put("varCompare", () -> compare.compareAndSet(person, "x", "y"));
        VarHandle weak = var("varWeakCompare", String.class);
        ways.put("varWeakCompare", () -> weak.weakCompareAndSetPlain(person, "x", "y"));
        VarHandle set = var("varSet", String.class);
        ways.put("varSet", () -> {
            set.setVolatile(person, "y");
            check(set.isAccessModeSupported(VarHandle.AccessMode.GET_AND_SET));
            check(!set.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD));
            check(set.varType() == String.class && set.coordinateTypes().equals(java.util.List.of(Person.class)));
            return null;
        });
        VarHandle add = var("varGetAndAdd", long.class);
        ways.put("varGetAndAdd", () -> (long) add.getAndAdd(person, 1L));
        VarHandle bits = var("varBits", int.class);
        ways.put("varBits", () -> (int) bits.getAndBitwiseOr(person, 2));
        MethodHandle toHandle = var("varToHandle", String.class).toMethodHandle(VarHandle.AccessMode.GET);
        ways.put("varToHandle", () -> (String) toHandle.invokeExact(person));
    }

    private void updaters() {
        var get = reference("referenceGet");
        ways.put("referenceGet", () -> get.get(person));
        var getAndSet = reference("referenceGetAndSet");
        ways.put("referenceGetAndSet", () -> getAndSet.getAndSet(person, "y"));
        var update = reference("referenceUpdate");
        ways.put("referenceUpdate", () -> update.getAndUpdate(person, v -> "y"));
        var compare = reference("referenceCompare");
        ways.put("referenceCompare", () -> compare.compareAndSet(person, "x", "y"));
        var set = reference("referenceSet");
        ways.put("referenceSet", () -> {
            set.lazySet(person, "y");
            return null;
        });
        var raw = (AtomicReferenceFieldUpdater<Object, Object>) (Object) reference("referenceOther");
        ways.put("referenceOther", () -> throwing(ClassCastException.class, () -> raw.get("no person")));
        var longs = AtomicLongFieldUpdater.newUpdater(Person.class, "longGet");
        ways.put("longGet", () -> longs.get(person));
        var increment = AtomicLongFieldUpdater.newUpdater(Person.class, "longIncrement");
        ways.put("longIncrement", () -> increment.incrementAndGet(person));
        var ints = AtomicIntegerFieldUpdater.newUpdater(Person.class, "intGet");
        ways.put("intGet", () -> ints.get(person));
        var add = AtomicIntegerFieldUpdater.newUpdater(Person.class, "intAdd");
        ways.put("intAdd", () -> add.getAndAdd(person, 3));
    }

    private void serialization() {
        Person.StoredSub stored = new Person.StoredSub();
        ways.put("stored", () -> write(stored));
        Person.StoredRecord component = new Person.StoredRecord("x", 1);
        ways.put("storedRecord", () -> write(component));
    }

    private void unsafe() throws Exception {
        Field singleton = Unsafe.class.getDeclaredField("theUnsafe");
        singleton.setAccessible(true);
        Unsafe unsafe = (Unsafe) singleton.get(null);
        long object = offset(unsafe, "unsafeObject");
        ways.put("unsafeObject", () -> unsafe.getObject(person, object));
        long number = offset(unsafe, "unsafeLong");
        ways.put("unsafeLong", () -> unsafe.getLong(other, number));
        long integer = offset(unsafe, "unsafeInt");
        ways.put("unsafeInt", () -> unsafe.getInt(person, integer));
        long truth = offset(unsafe, "unsafeBoolean");
        ways.put("unsafeBoolean", () -> unsafe.getBoolean(person, truth));
        long inOrder = offset(unsafe, "unsafeVolatile");
        ways.put("unsafeVolatile", () -> unsafe.getObjectVolatile(person, inOrder));
        long raw = offset(unsafe, "unsafeRaw");
        ways.put("unsafeRaw", () -> unsafe.getInt(person, raw));
        long add = offset(unsafe, "unsafeGetAndAdd");
        ways.put("unsafeGetAndAdd", () -> unsafe.getAndAddLong(person, add, 1));
        long compare = offset(unsafe, "unsafeCompare");
        ways.put("unsafeCompare", () -> unsafe.compareAndSwapObject(person, compare, "x", "y"));
        long put = offset(unsafe, "unsafePut");
        ways.put("unsafePut", () -> {
            unsafe.putLong(person, put, 2);
            return null;
        });
    }

    private void hidden() throws Exception {
        Function<Person, String> hidden = instance(
                LOOKUP.defineHiddenClass(bytes(HiddenReader.class), true, MethodHandles.Lookup.ClassOption.NESTMATE));
        ways.put("hidden", () -> hidden.apply(person));
        Function<Person, String> withData = instance(LOOKUP.defineHiddenClassWithClassData(
                bytes(HiddenReaderWithData.class), "data", true, MethodHandles.Lookup.ClassOption.STRONG));
        ways.put("hiddenWithData", () -> withData.apply(person));
        ways.put(
                "hiddenFails",
                () -> throwing(
                        IllegalAccessException.class,
                        () -> LOOKUP.in(Object.class).defineHiddenClass(bytes(HiddenReader.class), true)));
    }

    private void records() {
        Person.Text text = new Person.Text("x");
        ways.put("text", () -> {
            check(text.toString().equals("Text[text=x]"));
            return null;
        });
        Person.Hash hash = new Person.Hash(7);
        ways.put("hash", hash::hashCode);
        Person.Equal one = new Person.Equal("x");
        Person.Equal two = new Person.Equal("x");
        ways.put("equal", () -> {
            check(one.equals(two));
            return null;
        });
        Person.All all = new Person.All("x", 1);
        Person.All same = new Person.All("x", 1);
        ways.put("all", () -> all.toString() + all.hashCode() + all.equals(same));
    }

    private void statics() throws Exception {
        ways.put("staticGet", () -> Person.staticGet);
        ways.put("staticOfSuper", () -> Person.Sub.staticOfSuper);
        ways.put("staticOfInterface", () -> Person.Holding.staticOfInterface);
        ways.put("staticGetter", Person::getStatic);
        ways.put("staticWritten", () -> Person.staticWritten = "y");
        Field field = field("staticField");
        ways.put("staticField", () -> field.get(null));
        Field number = field("staticFieldLong");
        ways.put("staticFieldLong", () -> number.getLong(other));
        MethodHandle handle = LOOKUP.findStaticGetter(Person.class, "staticHandle", String.class);
        ways.put("staticHandle", () -> (String) handle.invokeExact());
        ways.put(
                "staticUnreflected",
                () -> LOOKUP.unreflectGetter(field("staticUnreflected")).invoke());
        VarHandle get = staticVar("staticVar");
        ways.put("staticVar", () -> (String) get.getVolatile());
        VarHandle exchange = staticVar("staticVarExchange");
        ways.put("staticVarExchange", () -> (String) exchange.compareAndExchange("x", "y"));
        VarHandle compare = staticVar("staticVarCompare");
        ways.put("staticVarCompare", () -> compare.compareAndSet("x", "y"));
        Field singleton = Unsafe.class.getDeclaredField("theUnsafe");
        singleton.setAccessible(true);
        Unsafe unsafe = (Unsafe) singleton.get(null);
        Object base = unsafe.staticFieldBase(field("staticUnsafe"));
        long object = unsafe.staticFieldOffset(field("staticUnsafe"));
        ways.put("staticUnsafe", () -> unsafe.getObject(base, object));
        long primitive = unsafe.staticFieldOffset(field("staticUnsafeLong"));
        ways.put("staticUnsafeLong", () -> unsafe.getLong(base, primitive));
        long compared = unsafe.staticFieldOffset(field("staticUnsafeCompare"));
        ways.put("staticUnsafeCompare", () -> unsafe.compareAndSwapObject(base, compared, "x", "y"));
    }

    private static VarHandle staticVar(String name) throws ReflectiveOperationException {
        return LOOKUP.findStaticVarHandle(Person.class, name, String.class);
    }

    private static Object throwing(Class<? extends Throwable> expected, Way way) {
        try {
            way.go();
        } catch (Throwable e) {
            if (expected.isInstance(e)) {
                return e;
            }
            throw new AssertionError("threw " + e, e);
        }
        throw new AssertionError("did not throw");
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("does not work as without an agent");
        }
    }

    private static Object write(Object object) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(object);
        }
        return object;
    }

    private static Field field(String name) throws NoSuchFieldException {
        Field field = Person.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static long offset(Unsafe unsafe, String name) throws NoSuchFieldException {
        return unsafe.objectFieldOffset(field(name));
    }

    private static AtomicReferenceFieldUpdater<Person, String> reference(String name) {
        return AtomicReferenceFieldUpdater.newUpdater(Person.class, String.class, name);
    }

    private static MethodHandle getter(String name, Class<?> type) {
        try {
            return LOOKUP.findGetter(Person.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static VarHandle var(String name, Class<?> type) {
        try {
            return LOOKUP.findVarHandle(Person.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Function<Person, String> instance(MethodHandles.Lookup hidden) throws Exception {
        var constructor = hidden.lookupClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Function<Person, String>) constructor.newInstance();
    }
}
