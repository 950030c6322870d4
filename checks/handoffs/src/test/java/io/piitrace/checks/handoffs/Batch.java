package io.piitrace.checks.handoffs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A batch program: the thread that runs {@code main} does the work, and lets others help it. */
final class Batch {
    private Batch() {}

    public static void main(String[] arguments) throws Exception {
        new Person(1).salary();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.submit(new Person(2)::salary).get();
        pool.shutdown();
    }
}
