package io.piitrace.woven;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import io.piitrace.context.AccessContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Opens scopes, and closes them well or in the way that the argument says. */
public final class ScopeProgram {
    private ScopeProgram() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "task" -> inPool(() -> open("amy"));
            case "thread" -> inThread(() -> open("amy"));
            case "elsewhere" -> {
                AccessContext.Scope scope = open("amy");
                inThread(scope::close);
            }
            case "order" -> {
                AccessContext.Scope outer = open("amy");
                AccessContext.Scope inner = open("carol");
                outer.close();
                inner.close();
            }
            case "many" -> many(Integer.parseInt(arguments[1]));
            default -> well();
        }
        System.exit(0);
    }

    private static AccessContext.Scope open(String principal) {
        return AccessContext.open().principal(principal).purpose("legal").start();
    }

    private static void well() throws Exception {
        for (int i = 0; i < 100; i++) {
            inPool(() -> {
                try (AccessContext.Scope outer = open("amy");
                        AccessContext.Scope inner = open("carol")) {
                    throw new IllegalStateException("of the task");
                }
            });
        }
        inThread(() -> open("amy").close());
    }

    private static void inPool(Runnable task) throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            pool.submit(task).get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause().getMessage());
        } finally {
            pool.shutdown();
            // Whoever waits for a task is woken before its thread has left it, and nobody has leaked a scope until
            // then.
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static void inThread(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    /** Fifty people in so many contexts, while amy stays in hers. */
    private static void many(int contexts) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Somebody hers = new Somebody(1000);
        Thread amy = new Thread(() -> {
            try (AccessContext.Scope scope = open("p1000")) {
                hers.read();
                over.await();
                hers.read();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        amy.start();
        Somebody[] people = new Somebody[50];
        for (int i = 0; i < contexts; i++) {
            int number = i % people.length;
            if (people[number] == null) {
                people[number] = new Somebody(number);
            }
            try (AccessContext.Scope scope = AccessContext.open()
                    .principal("p" + number)
                    .ticket("T-" + i)
                    .start()) {
                people[number].read();
            }
        }
        over.countDown();
        amy.join();
    }

    private static final class Somebody {
        @DataSubjectId
        private final long number;

        @Pii("salary")
        private final long salary;

        Somebody(long number) {
            this.number = number;
            this.salary = number;
        }

        long read() {
            return salary;
        }
    }
}
