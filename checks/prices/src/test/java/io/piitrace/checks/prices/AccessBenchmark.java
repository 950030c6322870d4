package io.piitrace.checks.prices;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
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
 * Reads through getters, per access: a field that is not personal ({@code other}), a personal one ({@code personal}), one without a getter
 * ({@code direct}: no caller has to be found), and the same read
 * with a JFR event in place of ours ({@code jfr}).
 *
 * <p>Run with and without {@code -javaagent} in one go by {@code checks/bench}; {@code personal} with the agent less
 * {@code personal} without it is the price of an access. {@code SampleTime} bursts are far below a scheduler slice, so their median
 * shrugs off a noisy machine; {@code AverageTime} is sustained: the drain competes for the same cores.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.SampleTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccessBenchmark {
    private static final int BURST = 4096;
    private final Person[] people =
            LongStream.range(0, BURST).mapToObj(i -> new Person(1 + i % 64)).toArray(Person[]::new);

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long other() {
        long sum = 0;
        for (Person person : people) {
            sum += person.grade();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long personal() {
        long sum = 0;
        for (Person person : people) {
            sum += person.salary();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long direct() {
        long sum = 0;
        for (Person person : people) {
            sum += person.commission;
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long jfr(Flight flight) {
        long sum = 0;
        for (Person person : people) {
            ReadEvent event = new ReadEvent();
            event.site = 17;
            event.subject = person.grade();
            event.context = 3;
            event.commit();
            sum += person.grade();
        }
        return sum;
    }

    /** A recording to disk, as a user of JFR would run it. */
    @State(Scope.Benchmark)
    public static class Flight {
        private Recording recording;

        @Setup(Level.Trial)
        public void start() {
            recording = new Recording();
            recording.enable(ReadEvent.class).withoutThreshold();
            recording.setMaxSize(512L << 20);
            recording.start();
        }

        @TearDown(Level.Trial)
        public void stop() {
            recording.close();
        }
    }

    @Name("piitrace.checks.Read")
    @Category("piitrace")
    @StackTrace(false)
    static final class ReadEvent extends Event {
        int site;
        long subject;
        int context;
    }
}
