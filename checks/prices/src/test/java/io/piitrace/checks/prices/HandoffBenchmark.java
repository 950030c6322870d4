package io.piitrace.checks.prices;

import io.piitrace.context.AccessContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a task costs from its being handed over within a context to its having run: a batch of them to one other thread, so that no thread is woken for each. Virtual threads
 * only where the JDK has them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class HandoffBenchmark {
    private static final int TASKS = 1000;
    private static final int THREADS = 20;

    private final ExecutorService pool = Executors.newFixedThreadPool(1);
    private final ForkJoinPool forks = new ForkJoinPool(1);
    private @Nullable Executor virtual;
    private AccessContext.@Nullable Scope scope;

    @Setup(Level.Trial)
    public void findVirtualThreads() {
        try {
            virtual = (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException thisJdkHasNone) {
            virtual = null;
        }
    }

    @Setup(Level.Iteration)
    public void open() {
        scope = AccessContext.open().principal("amy").purpose("legal").start();
    }

    @TearDown(Level.Iteration)
    public void close() {
        if (scope != null) {
            scope.close();
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        pool.shutdownNow();
        forks.shutdownNow();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void pool() throws InterruptedException {
        hand(TASKS, pool);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void forkJoin() throws InterruptedException {
        hand(TASKS, forks);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void virtualThread() throws InterruptedException {
        if (virtual != null) {
            hand(TASKS, virtual);
        }
    }

    @Benchmark
    @OperationsPerInvocation(THREADS)
    public void platformThread() throws InterruptedException {
        hand(THREADS, task -> new Thread(task).start());
    }

    /** Each task is an object of its own, as tasks are. */
    private static void hand(int tasks, Executor to) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            to.execute(() -> done.countDown());
        }
        done.await();
    }
}
