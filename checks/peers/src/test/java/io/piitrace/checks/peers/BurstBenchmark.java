package io.piitrace.checks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the caller pays for one access of a burst of 1024, after which whoever consumes may do so. The median shrugs off a noisy machine: a burst is far below a scheduler
 * slice. JMH measures bursts, not accesses: it would round what one costs to whole nanoseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class BurstBenchmark {
    static final int BURST = 1024;
    private static final long PAUSE_NS = 50_000;

    @Param("getter")
    public String peer;

    private Peer used;

    @Setup
    public void open() throws Exception {
        Path dir = Path.of(System.getProperty("bench.dir"));
        Files.createDirectories(dir);
        used = Peer.of(peer);
        used.open(dir);
    }

    @TearDown
    public void close() throws Exception {
        used.close();
    }

    @Benchmark
    public long burst(Mine mine) throws IOException {
        return used.burst(mine.people);
    }

    /** Of one thread. */
    @State(Scope.Thread)
    public static class Mine {
        final Person[] people = Person.many(BURST);

        /** Busy, so that the caches stay as warm as in an application that has something to do. */
        @Setup(Level.Invocation)
        public void pause(BurstBenchmark benchmark) {
            benchmark.used.await();
            for (long until = System.nanoTime() + PAUSE_NS; System.nanoTime() < until; ) {
                Thread.onSpinWait();
            }
        }
    }
}
