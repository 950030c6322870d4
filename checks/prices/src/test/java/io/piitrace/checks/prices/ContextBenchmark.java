package io.piitrace.checks.prices;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.context.AccessContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to say who reads and why, and to read where that has been said: within so many scopes, a scope opened and closed, and a read.
 *
 * <p>Run by {@code checks/context-prices}, with and without the agent in turn. A read is measured in bursts far below a scheduler's slice, so that their median does not
 * tell how the drain and the reader share the processors.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("try") // a scope does its work by being there
public class ContextBenchmark {
    private static final int BURST = 1024;
    private final Person[] people =
            LongStream.range(0, BURST).mapToObj(i -> new Person(1 + i % 64)).toArray(Person[]::new);
    private int next;

    /** A thread that works within so many scopes. */
    @State(Scope.Thread)
    public static class Nested {
        @Param({"0", "1", "4", "16", "64"})
        public int depth;

        private final Deque<AccessContext.Scope> open = new ArrayDeque<>();

        @Setup(Level.Iteration)
        public void open() {
            for (int i = 0; i < depth; i++) {
                open.push(AccessContext.open()
                        .principal("amy")
                        .purpose("legal")
                        .ticket("CASE-" + i)
                        .start());
            }
        }

        @TearDown(Level.Iteration)
        public void close() {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    @Benchmark
    public int scope(Nested nested) {
        try (AccessContext.Scope scope = scope()) {
            return next;
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OperationsPerInvocation(BURST)
    public long read(Nested nested) {
        long sum = 0;
        for (Person person : people) {
            sum += person.salary();
        }
        return sum;
    }

    /** As a service does it: another context is in force for the read, and for the next one outside. */
    @Benchmark
    public long scopeAndRead() {
        try (AccessContext.Scope scope = scope()) {
            return people[next++ & (BURST - 1)].salary();
        }
    }

    @Benchmark
    public int annotated() {
        return declared();
    }

    @AccessPurpose("client-use")
    private int declared() {
        return next;
    }

    private static AccessContext.Scope scope() {
        return AccessContext.open()
                .principal("bob")
                .roles("payroll-admin")
                .party("client-user")
                .tenant("acme")
                .purpose("compensation-run")
                .start();
    }
}
