package io.piitrace.checks.prices;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sun.misc.Unsafe;

/**
 * Each route to a field, in time per read: of a field that is personal ({@code …Personal}), of one beside it that is not ({@code …Other}).
 *
 * <p>Each method runs in a JVM of its own: whether somebody asked where a personal field stands decides what {@code Unsafe} costs, so
 * handles and offsets are made where they are used. Run by {@code checks/route-prices}, with and without the agent in turn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RouteBenchmark {
    private static final int BURST = 1024;
    private final Person[] people =
            LongStream.range(0, BURST).mapToObj(i -> new Person(1 + i % 64)).toArray(Person[]::new);
    private final Payslip[] payslips =
            LongStream.range(0, BURST).mapToObj(i -> new Payslip(1 + i % 64, i)).toArray(Payslip[]::new);
    private final Grade[] grades =
            LongStream.range(0, BURST).mapToObj(i -> new Grade(1 + i % 64, i)).toArray(Grade[]::new);

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long getterPersonal() {
        long sum = 0;
        for (Person person : people) {
            sum += person.salary();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long getterOther() {
        long sum = 0;
        for (Person person : people) {
            sum += person.grade();
        }
        return sum;
    }

    private static final class Reflected {
        static final Field SALARY = accessible("salary");
        static final Field GRADE = accessible("grade");
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long reflectionPersonal() throws IllegalAccessException {
        long sum = 0;
        for (Person person : people) {
            sum += Reflected.SALARY.getLong(person);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long reflectionOther() throws IllegalAccessException {
        long sum = 0;
        for (Person person : people) {
            sum += Reflected.GRADE.getLong(person);
        }
        return sum;
    }

    private static final class Handles {
        static final MethodHandle SALARY = getter("salary");
        static final MethodHandle GRADE = getter("grade");
        static final VarHandle SALARY_VARIABLE = variable("salary");
        static final VarHandle GRADE_VARIABLE = variable("grade");
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long methodHandlePersonal() throws Throwable {
        long sum = 0;
        for (Person person : people) {
            sum += (long) Handles.SALARY.invokeExact(person);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long methodHandleOther() throws Throwable {
        long sum = 0;
        for (Person person : people) {
            sum += (long) Handles.GRADE.invokeExact(person);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long varHandlePersonal() {
        long sum = 0;
        for (Person person : people) {
            sum += (long) Handles.SALARY_VARIABLE.get(person);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long varHandleOther() {
        long sum = 0;
        for (Person person : people) {
            sum += (long) Handles.GRADE_VARIABLE.get(person);
        }
        return sum;
    }

    private static final class Offsets {
        static final Unsafe UNSAFE = unsafe();
        static final long GRADE = offset("grade");
    }

    /** Who asked for a personal field's offset: from then on reads through {@code Unsafe} are looked at. */
    private static final class Armed {
        static final long SALARY = offset("salary");
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long unsafePersonal() {
        long sum = 0;
        for (Person person : people) {
            sum += Offsets.UNSAFE.getLong(person, Armed.SALARY);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long unsafeOther() {
        long sum = 0;
        for (Person person : people) {
            sum += Offsets.UNSAFE.getLong(person, Offsets.GRADE);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long unsafeArmedOther() {
        long sum = Armed.SALARY;
        for (Person person : people) {
            sum += Offsets.UNSAFE.getLong(person, Offsets.GRADE);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long toStringPersonal() {
        long sum = 0;
        for (Payslip payslip : payslips) {
            sum += payslip.toString().length();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long toStringOther() {
        long sum = 0;
        for (Grade grade : grades) {
            sum += grade.toString().length();
        }
        return sum;
    }

    private static Field accessible(String name) {
        try {
            Field field = Person.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandles.Lookup lookup() throws IllegalAccessException {
        return MethodHandles.privateLookupIn(Person.class, MethodHandles.lookup());
    }

    private static MethodHandle getter(String name) {
        try {
            return lookup().findGetter(Person.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VarHandle variable(String name) {
        try {
            return lookup().findVarHandle(Person.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"deprecation", "removal"}) // the route is there, whatever one should think of it
    private static long offset(String name) {
        return Offsets.UNSAFE.objectFieldOffset(accessible(name));
    }
}
