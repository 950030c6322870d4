package io.piitrace.woven;

import io.piitrace.context.AccessContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every way to hand work to another thread, each done by amy; prints for each under whom the work ran. The test starts it
 * under the packaged agent. Pools are used by nobody and by carol before and after.
 */
public final class HandoffMatrix {
    private static final ExecutorService POOL = Executors.newFixedThreadPool(2);
    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1);
    private static final ForkJoinPool FORKS = new ForkJoinPool(3);
    private static final Map<String, Callable<Object>> CASES = new LinkedHashMap<>();

    private HandoffMatrix() {}

    public static void main(String[] arguments) throws Exception {
        executors();
        schedulers();
        forks();
        futures();
        threads();
        abuses();
        carol(() -> POOL.submit(HandoffMatrix::now).get());
        for (Map.Entry<String, Callable<Object>> each : CASES.entrySet()) {
            System.out.println(each.getKey() + " = "
                    + AccessContext.open().principal("amy").purpose("legal").call(each.getValue()));
            String after = now() + " " + POOL.submit(HandoffMatrix::now).get();
            if (!after.equals("null:not-expected null:not-expected")) {
                System.out.println("after " + each.getKey() + " = " + after);
            }
        }
        System.exit(0);
    }

    private static void executors() {
        CASES.put("ThreadPoolExecutor.execute", () -> got(got -> POOL.execute(() -> got.accept(now()))));
        CASES.put(
                "ThreadPoolExecutor.submit(Callable)",
                () -> POOL.submit(HandoffMatrix::now).get());
        CASES.put("ThreadPoolExecutor.submit(Runnable)", () -> got(got -> POOL.submit(() -> got.accept(now()))));
        CASES.put("invokeAll", () -> all(POOL.invokeAll(List.of(HandoffMatrix::now, HandoffMatrix::now))));
        CASES.put("invokeAny", () -> POOL.invokeAny(List.of(HandoffMatrix::now)));
        CASES.put("ExecutorCompletionService", () -> {
            var service = new ExecutorCompletionService<String>(POOL);
            service.submit(HandoffMatrix::now);
            return service.take().get();
        });
        CASES.put("newCachedThreadPool", () -> once(Executors.newCachedThreadPool()));
        CASES.put("newSingleThreadExecutor", () -> once(Executors.newSingleThreadExecutor()));
        CASES.put("custom ThreadFactory", () -> once(Executors.newFixedThreadPool(1, run -> new Thread(run::run))));
        CASES.put("CallerRunsPolicy", () -> {
            var full = new ThreadPoolExecutor(
                    1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
            CountDownLatch busy = new CountDownLatch(1);
            full.execute(() -> await(busy));
            String said = full.submit(HandoffMatrix::now).get();
            busy.countDown();
            full.shutdown();
            return said;
        });
    }

    private static void schedulers() {
        CASES.put("schedule(Runnable)", () -> got(got -> SCHEDULER.schedule(() -> got.accept(now()), 1, MS)));
        CASES.put(
                "schedule(Callable)",
                () -> SCHEDULER.schedule(HandoffMatrix::now, 1, MS).get());
        CASES.put(
                "ScheduledThreadPoolExecutor.submit",
                () -> SCHEDULER.submit(HandoffMatrix::now).get());
        CASES.put("scheduleAtFixedRate", () -> {
            List<String> said = new ArrayList<>();
            CountDownLatch twice = new CountDownLatch(2);
            Future<?> periodic = SCHEDULER.scheduleAtFixedRate(
                    () -> {
                        said.add(now());
                        twice.countDown();
                    },
                    1,
                    1,
                    MS);
            await(twice);
            periodic.cancel(false);
            return said.get(0) + " " + said.get(1);
        });
        CASES.put("Timer.schedule", () -> got(got -> new Timer(true).schedule(timer(got), 1)));
        CASES.put("Timer.schedule repeatedly", () -> got(got -> new Timer(true).schedule(timer(got), 1, 1000)));
    }

    private static TimerTask timer(Consumer<Object> got) {
        return new TimerTask() {
            @Override
            public void run() {
                got.accept(now());
            }
        };
    }

    private static void forks() {
        CASES.put(
                "ForkJoinPool.submit(Callable)",
                () -> FORKS.submit(HandoffMatrix::now).get());
        CASES.put("ForkJoinPool.execute", () -> got(got -> FORKS.execute(() -> got.accept(now()))));
        CASES.put("ForkJoinPool.invoke", () -> FORKS.invoke(new Tree(5)));
        CASES.put(
                "ForkJoinPool.invokeAll", () -> all(FORKS.invokeAll(List.of(HandoffMatrix::now, HandoffMatrix::now))));
        CASES.put("ForkJoinTask.invoke", () -> new Tree(5).invoke());
        CASES.put("ForkJoinTask.fork", () -> new Tree(5).fork().join());
        CASES.put("ForkJoinTask.invokeAll", () -> {
            Tree one = new Tree(3);
            Tree two = new Tree(3);
            ForkJoinTask.invokeAll(one, two);
            return one.join().equals(two.join()) ? one.join() : "differ";
        });
        CASES.put("parallel stream", HandoffMatrix::stream);
        CASES.put(
                "parallel stream in a pool",
                () -> FORKS.submit(HandoffMatrix::stream).get());
    }

    private static String stream() {
        return IntStream.range(0, 2000).parallel().mapToObj(i -> now()).collect(Collectors.toSet()).stream()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static void futures() {
        CASES.put(
                "supplyAsync",
                () -> CompletableFuture.supplyAsync(HandoffMatrix::now).get());
        CASES.put(
                "supplyAsync(executor)",
                () -> CompletableFuture.supplyAsync(HandoffMatrix::now, POOL).get());
        CASES.put("runAsync", () -> got(got -> CompletableFuture.runAsync(() -> got.accept(now()))));
        CASES.put(
                "completeAsync",
                () -> new CompletableFuture<String>()
                        .completeAsync(HandoffMatrix::now)
                        .get());
        CASES.put(
                "delayedExecutor",
                () -> CompletableFuture.supplyAsync(HandoffMatrix::now, CompletableFuture.delayedExecutor(1, MS, POOL))
                        .get());
        later("thenApply", f -> f.thenApply(x -> now()));
        later("thenApplyAsync", f -> f.thenApplyAsync(x -> now()));
        later("thenApplyAsync(executor)", f -> f.thenApplyAsync(x -> now(), POOL));
        later("thenCompose", f -> f.thenCompose(x -> CompletableFuture.completedFuture(now())));
        later("thenCombine", f -> f.thenCombine(CompletableFuture.completedFuture("x"), (x, y) -> now()));
        later("handle", f -> f.handle((x, e) -> now()));
        later("handleAsync", f -> f.handleAsync((x, e) -> now()));
        later(
                "exceptionally",
                f -> f.<String>thenApply(x -> {
                            throw new IllegalStateException();
                        })
                        .exceptionally(e -> now()));
        later("applyToEither", f -> f.applyToEither(new CompletableFuture<>(), x -> now()));
        CASES.put("whenComplete", () -> got(got -> carolCompletes(f -> f.whenComplete((x, e) -> got.accept(now())))));
        CASES.put(
                "thenAcceptBoth",
                () -> got(got -> carolCompletes(
                        f -> f.thenAcceptBoth(CompletableFuture.completedFuture(1), (x, y) -> got.accept(now())))));
        CASES.put("thenRunAsync", () -> got(got -> carolCompletes(f -> f.thenRunAsync(() -> got.accept(now())))));
    }

    /** Amy waits for a future that carol completes. */
    private static void later(
            String name, java.util.function.Function<CompletableFuture<String>, CompletableFuture<String>> then) {
        CASES.put("CompletableFuture." + name, () -> {
            AtomicReference<CompletableFuture<String>> result = new AtomicReference<>();
            carolCompletes(f -> result.set(then.apply(f)));
            return result.get().get(5, TimeUnit.SECONDS);
        });
    }

    private static void carolCompletes(Consumer<CompletableFuture<String>> then) {
        CompletableFuture<String> future = new CompletableFuture<>();
        then.accept(future);
        Thread carol = new Thread(() -> carol(() -> future.complete("x")));
        carol.start();
    }

    private static void threads() throws Exception {
        CASES.put("new Thread", () -> got(got -> new Thread(() -> got.accept(now())).start()));
        CASES.put(
                "subclass of Thread",
                () -> got(got -> new Thread() {
                    @Override
                    public void run() {
                        got.accept(now());
                    }
                }.start()));
        CASES.put("Thread with FutureTask", () -> {
            FutureTask<String> task = new FutureTask<>(HandoffMatrix::now);
            new Thread(task).start();
            return task.get();
        });
        NewThreads.addTo(CASES);
        CASES.put("AccessContext.wrap", () -> {
            LinkedBlockingQueue<Callable<String>> queue = new LinkedBlockingQueue<>();
            queue.put(AccessContext.wrap(HandoffMatrix::now));
            AtomicReference<String> said = new AtomicReference<>();
            carol(() -> {
                said.set(queue.take().call());
                return null;
            });
            return said.get();
        });
    }

    private static void abuses() {
        CASES.put("one Runnable of two people", () -> {
            LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
            CountDownLatch busy = new CountDownLatch(1);
            Runnable shared = () -> said.add(now());
            ExecutorService single = Executors.newSingleThreadExecutor();
            single.execute(() -> await(busy));
            single.execute(shared);
            carol(() -> {
                single.execute(shared);
                return null;
            });
            busy.countDown();
            String both = said.take() + " " + said.take();
            single.execute(shared);
            both += " " + said.take();
            single.shutdown();
            return both;
        });
        CASES.put("scope left open in a pool", () -> {
            ExecutorService single = Executors.newSingleThreadExecutor();
            single.submit(() -> AccessContext.open().principal("dave").start()).get();
            return once(single);
        });
        CASES.put("rejected", () -> {
            ExecutorService single = Executors.newSingleThreadExecutor();
            single.shutdown();
            try {
                single.submit(HandoffMatrix::now);
                return "accepted";
            } catch (RejectedExecutionException e) {
                return now();
            }
        });
        CASES.put("thread of a pool made by somebody", () -> {
            ExecutorService single = Executors.newSingleThreadExecutor(run -> new Thread(() -> run.run()));
            single.submit(HandoffMatrix::now).get();
            String clean = OUTSIDE.submit(
                            () -> single.submit(HandoffMatrix::now).get())
                    .get();
            single.shutdown();
            return clean;
        });
    }

    private static final TimeUnit MS = TimeUnit.MILLISECONDS;

    /** Runs its tasks for nobody: a thread that was there before amy came, and a queue that no executor knows. */
    private static final ExecutorService OUTSIDE = new Outside();

    static String once(ExecutorService executor) throws Exception {
        try {
            return executor.submit(HandoffMatrix::now).get();
        } finally {
            executor.shutdown();
        }
    }

    static Object got(Consumer<Consumer<Object>> work) throws InterruptedException {
        LinkedBlockingQueue<Object> said = new LinkedBlockingQueue<>();
        work.accept(said::add);
        Object first = said.poll(5, TimeUnit.SECONDS);
        return first == null ? "nothing" : first;
    }

    private static String all(List<Future<String>> futures) throws Exception {
        List<String> said = new ArrayList<>();
        for (Future<String> future : futures) {
            said.add(future.get());
        }
        return said.stream().distinct().collect(Collectors.joining(" "));
    }

    private static <T> T carol(Callable<T> work) {
        try {
            return AccessContext.open().principal("carol").purpose("upgrade").call(work);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Tree extends RecursiveTask<String> {
        private static final AtomicInteger WORK = new AtomicInteger();

        private final int depth;

        Tree(int depth) {
            this.depth = depth;
        }

        @Override
        protected String compute() {
            if (depth == 0) {
                WORK.incrementAndGet();
                return now();
            }
            Tree left = new Tree(depth - 1);
            left.fork();
            String right = new Tree(depth - 1).invoke();
            String joined = left.join();
            return joined.equals(right) ? joined : joined + " " + right;
        }
    }

    /** {@code principal:purpose} of this thread, as the recorder would see it. */
    static String now() {
        try {
            Object frame = NOW.invoke(null, 3, null, null, null);
            String text = String.valueOf(frame);
            return value(text, "principal=") + ":" + value(text, "purpose=");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(String text, String key) {
        int from = text.indexOf(key) + key.length();
        return text.substring(from, text.indexOf(',', from));
    }

    private static final Method NOW = bridge();

    private static Method bridge() {
        try {
            return Class.forName("java.lang.$Piitrace")
                    .getMethod("enter", int.class, Object.class, Object.class, Object.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
