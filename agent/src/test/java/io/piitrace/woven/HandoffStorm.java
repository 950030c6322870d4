package io.piitrace.woven;

import io.piitrace.context.AccessContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Many people at once over a few shared pools that are too small, with failing and rejected tasks and scopes left open.
 * Prints how often work ran under somebody else, under nobody, and under the right person.
 */
public final class HandoffStorm {
    private static final int REQUESTS = 4000;
    private static final int PEOPLE = 50;
    private static final LongAdder WRONG = new LongAdder();
    private static final LongAdder NOBODY = new LongAdder();
    private static final LongAdder RIGHT = new LongAdder();

    private static final ExecutorService POOL = new ThreadPoolExecutor(
            3, 3, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(20), new ThreadPoolExecutor.CallerRunsPolicy());
    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(2);
    private static final ForkJoinPool FORKS = new ForkJoinPool(3);

    private HandoffStorm() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService requests = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            int number = i;
            all.add(requests.submit(() -> request(number)));
        }
        for (Future<?> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
        System.out.println("wrong " + WRONG.sum());
        System.out.println("nobody " + NOBODY.sum());
        System.out.println("right " + (RIGHT.sum() > REQUESTS ? "many" : "few"));
        System.exit(0);
    }

    private static Void request(int number) throws Exception {
        String person = "p" + number % PEOPLE;
        return AccessContext.open().principal(person).purpose("client-use").call(() -> {
            check(person);
            work(number, person);
            check(person);
            if (number % 7 == 0) {
                AccessContext.open().principal(person).ticket("left open").start();
            }
            return null;
        });
    }

    private static void work(int number, String person) throws Exception {
        switch (number % 6) {
            case 0 -> POOL.submit(() -> check(person)).get();
            case 1 ->
                SCHEDULER
                        .schedule(() -> check(person), 1, TimeUnit.MILLISECONDS)
                        .get();
            case 2 -> IntStream.range(0, 50).parallel().forEach(i -> check(person));
            case 3 -> {
                CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> "x", FORKS);
                first.thenApplyAsync(x -> check(person), POOL)
                        .thenCombine(CompletableFuture.supplyAsync(() -> check(person)), (x, y) -> check(person))
                        .thenCompose(x -> CompletableFuture.runAsync(() -> check(person), FORKS))
                        .get();
            }
            case 4 -> {
                Future<?> failing = FORKS.submit(() -> {
                    check(person);
                    throw new IllegalStateException("on purpose");
                });
                while (!failing.isDone()) {
                    Thread.onSpinWait();
                }
            }
            default -> {
                Thread thread = new Thread(() -> check(person));
                thread.start();
                thread.join();
            }
        }
    }

    private static String check(String person) {
        String now = HandoffMatrix.now();
        if (now.startsWith(person + ":")) {
            RIGHT.increment();
        } else if (now.startsWith("null:")) {
            NOBODY.increment();
        } else {
            WRONG.increment();
        }
        return now;
    }
}
