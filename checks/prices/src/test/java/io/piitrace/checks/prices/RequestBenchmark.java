package io.piitrace.checks.prices;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a servlet request costs from its entering the servlet to its leaving it, where the servlet does nothing or reads one personal field.
 *
 * <p>{@code alike}: every request says the same, {@code own}: each has a trace and an id of its own, so that its context is new and, once something is read, defined in the
 * spool.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
public class RequestBenchmark {
    /** Twice as many as there are contexts that the agent keeps for sharing. */
    private static final int REQUESTS = 1 << 15;

    private final Reading servlet = new Reading();
    private final ServletRequest[] requests =
            IntStream.range(0, REQUESTS).mapToObj(PlainRequest::new).toArray(ServletRequest[]::new);
    private int next;

    @Benchmark
    public long alike() throws ServletException, IOException {
        return serve(0, null);
    }

    @Benchmark
    public long own() throws ServletException, IOException {
        return serve(next++ & (REQUESTS - 1), null);
    }

    @Benchmark
    public long ownAndRead() throws ServletException, IOException {
        return serve(next++ & (REQUESTS - 1), servlet.somebody);
    }

    private long serve(int request, @Nullable Person person) throws ServletException, IOException {
        servlet.person = person;
        servlet.service(requests[request], null);
        return servlet.sum;
    }

    private static final class Reading extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Person somebody = new Person(7);
        private transient @Nullable Person person;
        private transient long sum;

        @Override
        protected void service(HttpServletRequest request, @Nullable HttpServletResponse response) {
            Person read = person;
            sum += read == null ? 1 : read.salary();
        }
    }
}
