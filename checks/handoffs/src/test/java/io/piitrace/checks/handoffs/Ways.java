package io.piitrace.checks.handoffs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code /WAY/p7} reads the salary of the seventh person, in as many ways as there are to hand a request on or to break it. The
 * pools are shared by everybody.
 */
public final class Ways {
    static final List<String> ALL =
            List.of("plain", "pool", "stage", "async", "dispatch", "fail", "reject", "late", "virtual");

    private static final ExecutorService POOL = Executors.newFixedThreadPool(3);
    private static final ExecutorService TINY =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    private static final ExecutorService VIRTUAL = virtual();

    private final Person[] people = new Person[Server.PEOPLE];

    public Ways() {
        for (int i = 0; i < people.length; i++) {
            people[i] = new Person(i);
        }
    }

    /** A request, whichever generation of the servlet API it is of. */
    public interface Page {
        String path();

        /** Whether it was dispatched once more after it had gone on asynchronously. */
        boolean isDispatched();

        void print(long salary) throws IOException;

        Later startAsync();
    }

    /** What goes on after the page has returned. */
    public interface Later {
        void start(Runnable task);

        void dispatch();

        void complete();

        void setTimeout(long millis);
    }

    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException before21) {
            return POOL;
        }
    }

    /** Does what the path of the page says. */
    public void answer(Page page) throws Exception {
        String[] path = page.path().split("/", -1);
        Person person = people[Integer.parseInt(path[2].substring(1))];
        if (page.isDispatched()) {
            page.print(person.salary());
            return;
        }
        switch (path[1]) {
            case "pool" -> page.print(POOL.submit(person::salary).get());
            case "virtual" -> page.print(VIRTUAL.submit(person::salary).get());
            case "stage" ->
                page.print(CompletableFuture.supplyAsync(person::salary, POOL)
                        .thenApplyAsync(x -> x + person.salary())
                        .thenApply(x -> x + person.salary())
                        .get());
            case "async", "dispatch" -> later(page, person, path[1].equals("dispatch"));
            case "timeout" -> timeout(page, person);
            case "fail" -> throw new Exception("of the page, after reading " + person.salary());
            case "reject" -> page.print(rejected(person));
            case "late" -> page.print(late(person));
            default -> page.print(person.salary());
        }
    }

    private static void later(Page page, Person person, boolean dispatch) {
        Later later = page.startAsync();
        later.start(() -> {
            try {
                if (dispatch) {
                    person.salary();
                    later.dispatch();
                } else {
                    page.print(person.salary());
                    later.complete();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Nobody completes it: the container answers when the time is up, on a thread of its own. */
    private static void timeout(Page page, Person person) {
        Later later = page.startAsync();
        later.setTimeout(250); // not so short that it is up before this has returned
        person.salary();
    }

    private static long rejected(Person person) throws InterruptedException, ExecutionException {
        try {
            return TINY.submit(person::salary).get();
        } catch (RejectedExecutionException e) {
            return person.salary();
        }
    }

    /** Goes on in the pool after the request has ended. */
    private static long late(Person person) throws InterruptedException, ExecutionException {
        POOL.execute(() -> {
            Thread.yield();
            person.salary();
        });
        try {
            return POOL.submit(person::salary).get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return 0;
        }
    }
}
