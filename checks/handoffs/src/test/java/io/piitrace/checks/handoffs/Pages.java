package io.piitrace.checks.handoffs;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
final class Pages extends HttpServlet {
    static final String[] WAYS = {"plain", "pool", "stage", "async", "dispatch", "fail", "reject", "late", "virtual"};

    private static final ExecutorService POOL = Executors.newFixedThreadPool(3);
    private static final ExecutorService TINY =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    private static final ExecutorService VIRTUAL = virtual();
    private static final long serialVersionUID = 1;

    private final transient Person[] people = new Person[Server.PEOPLE];

    Pages() {
        for (int i = 0; i < people.length; i++) {
            people[i] = new Person(i);
        }
    }

    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException before21) {
            return POOL;
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String[] path = request.getRequestURI().split("/", -1);
        Person person = people[Integer.parseInt(path[2].substring(1))];
        response.setContentType("text/plain");
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().print(person.salary());
            return;
        }
        try {
            switch (path[1]) {
                case "pool" -> print(response, POOL.submit(person::salary).get());
                case "virtual" -> print(response, VIRTUAL.submit(person::salary).get());
                case "stage" ->
                    print(
                            response,
                            CompletableFuture.supplyAsync(person::salary, POOL)
                                    .thenApplyAsync(x -> x + person.salary())
                                    .thenApply(x -> x + person.salary())
                                    .get());
                case "async", "dispatch" -> later(request, response, person, path[1].equals("dispatch"));
                case "timeout" -> timeout(request, person);
                case "fail" -> throw new ServletException("of the page, after reading " + person.salary());
                case "reject" -> print(response, rejected(person));
                case "late" -> print(response, late(person));
                default -> print(response, person.salary());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new ServletException(e);
        }
    }

    private static void print(HttpServletResponse response, long salary) throws IOException {
        response.getWriter().print(salary);
    }

    private static void later(
            HttpServletRequest request, HttpServletResponse response, Person person, boolean dispatch) {
        AsyncContext async = request.startAsync();
        async.start(() -> {
            try {
                if (dispatch) {
                    person.salary();
                    async.dispatch();
                } else {
                    response.getWriter().print(person.salary());
                    async.complete();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Nobody completes it: the container answers when the time is up, on a thread of its own. */
    private static void timeout(HttpServletRequest request, Person person) {
        AsyncContext async = request.startAsync();
        async.setTimeout(250); // not so short that it is up before this has returned
        person.salary();
    }

    private static long rejected(Person person) {
        try {
            return TINY.submit(person::salary).get();
        } catch (RejectedExecutionException e) {
            return person.salary();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
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
