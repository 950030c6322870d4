package io.piitrace.checks.handoffs;

import io.piitrace.context.AccessContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Work handed over by amy in every way that the frameworks have, on threads that carol uses too. Each case reads the data of a person of
 * its own, numbered from 1, and prints its name; the ledger tells under whom.
 */
final class Matrix {
    private final List<String> names = new ArrayList<>();

    Matrix() {}

    /** What a case does on the far side of the hand-off; safe to run on any thread, any number of times. */
    interface Read extends Runnable {
        CountDownLatch done();
    }

    interface Case {
        void run(Read read) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        MainThread.endsTheJvmWhenItFails();
        Matrix matrix = new Matrix();
        ReactorCases.addTo(matrix);
        RxCases.addTo(matrix);
        CoroutineCases.addTo(matrix);
        NettyCases.addTo(matrix);
        SpringCases.addTo(matrix);
        JobCases.addTo(matrix);
        GrpcCases.addTo(matrix);
        JmsCases.addTo(matrix);
        WebCases.addTo(matrix);
        WebFluxCases.addTo(matrix);
        KafkaCases.addTo(matrix);
        System.exit(0);
    }

    /** A hand-off by amy. */
    void amy(String name, Case work) throws Exception {
        Read read = read(name);
        as("amy", "legal", () -> {
            work.run(read);
            return null;
        });
        finish(name, read);
    }

    /** Work that nobody in particular begins. */
    void nobody(String name, Case work) throws Exception {
        Read read = read(name);
        work.run(read);
        finish(name, read);
    }

    private static void finish(String name, Read read) throws InterruptedException {
        System.out.println(name + (read.done().await(10, TimeUnit.SECONDS) ? "" : " NOT RUN"));
    }

    private Read read(String name) {
        names.add(name);
        Person person = new Person(names.size());
        CountDownLatch done = new CountDownLatch(1);
        return new Read() {
            @Override
            public CountDownLatch done() {
                return done;
            }

            @Override
            public void run() {
                person.salary();
                done.countDown();
            }
        };
    }

    /** Does this as carol, on a thread of hers, and waits for it. */
    static void carol(Callable<?> work) throws Exception {
        Thread thread = new Thread(() -> {
            try {
                as("carol", "upgrade", work);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        thread.join();
    }

    static void carolDoes(Runnable work) throws Exception {
        carol(() -> {
            work.run();
            return null;
        });
    }

    static <T> T as(String principal, String purpose, Callable<T> work) throws Exception {
        return AccessContext.open().principal(principal).purpose(purpose).call(work);
    }

    static <T> Consumer<T> reads(Read read) {
        return ignored -> read.run();
    }
}
