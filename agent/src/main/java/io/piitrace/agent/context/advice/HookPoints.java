package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.BODY;
import static io.piitrace.agent.context.advice.HookPoint.Shape.RETURN;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START_WITH_TWO;
import static io.piitrace.agent.context.advice.HookPoint.Shape.THREAD;
import static io.piitrace.agent.context.advice.HookPoint.Shape.WORKER;

import io.piitrace.agent.context.advice.HookPoint.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every method of the JDK and of frameworks that is hooked, by the exact name of its class: absent classes cost nothing. */
final class HookPoints {
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String HOLDER = "org/springframework/security/core/context/";
    private static final String[] COMPLETIONS = {
        "UniApply", "UniAccept", "UniRun", "UniWhenComplete", "UniHandle", "UniExceptionally",
                "UniComposeExceptionally",
        "UniCompose", "BiApply", "BiAccept", "BiRun", "OrApply", "OrAccept", "OrRun"
    };

    private final Map<String, List<HookPoint>> byOwner = new HashMap<>();

    /** @param logging whether the logging context says something about the context */
    HookPoints(boolean logging) {
        if (logging) {
            String put = "(Ljava/lang/String;Ljava/lang/String;)";
            add(Hook.LOGGING, "org/slf4j/MDC", "put", put, START_WITH_TWO, 0);
        }
        api();
        requests();
        security();
        pools();
        forks();
    }

    /** Those of one class; an empty list for every other. */
    List<HookPoint> of(String owner) {
        List<HookPoint> points = byOwner.get(owner);
        return points == null ? List.of() : points;
    }

    private void api() {
        String attachment = "io/piitrace/context/Attachment";
        add(Hook.API_ENTER, attachment, "enter", "([Ljava/lang/Object;)", BODY, 0);
        add(Hook.API_EXIT, attachment, "exit", "(Ljava/lang/Object;)", BODY, 0);
        add(Hook.API_CAPTURE, attachment, "capture", "()", BODY, -1);
        add(Hook.API_RESUME, attachment, "resume", "(Ljava/lang/Object;)", BODY, 0);
    }

    private void requests() {
        add(Hook.REQUEST, "org/apache/catalina/core/ApplicationFilterChain", "doFilter", "(", AROUND, 0);
        for (String servlet : List.of("jakarta/servlet/", "javax/servlet/")) {
            String parameters = "(L" + servlet + "ServletRequest;L" + servlet + "ServletResponse;)";
            add(Hook.SERVLET, servlet + "http/HttpServlet", "service", parameters, AROUND, 0);
        }
        String async = "org/apache/catalina/core/AsyncContextImpl";
        add(Hook.GIVE, async, "start", "(Ljava/lang/Runnable;)", START, 0);
        add(Hook.WORKER, async + "$RunnableWrapper", "run", "()", WORKER, -1);
        String mvc = "org/springframework/web/servlet/";
        add(Hook.HANDLER, mvc + "mvc/method/AbstractHandlerMethodAdapter", "handle", "(", START, 0);
        add(Hook.HANDLER, mvc + "function/support/HandlerFunctionAdapter", "handle", "(", START, 0);
        add(Hook.JOB, "org/springframework/scheduling/support/ScheduledMethodRunnable", "run", "()", AROUND, -1);
    }

    private void security() {
        for (String strategy : List.of(
                "ThreadLocalSecurityContextHolderStrategy",
                "InheritableThreadLocalSecurityContextHolderStrategy",
                "SecurityContextHolder")) {
            add(Hook.SECURITY_SET, HOLDER + strategy, "setContext", "(", AROUND, 0);
            add(Hook.SECURITY_DEFER, HOLDER + strategy, "setDeferredContext", "(", AROUND, -1);
            add(Hook.SECURITY_GET, HOLDER + strategy, "getContext", "()", AROUND, -1);
            add(Hook.SECURITY_CLEAR, HOLDER + strategy, "clearContext", "()", AROUND, -1);
        }
        add(Hook.SECURITY_CHANGE, HOLDER + "SecurityContextImpl", "setAuthentication", "(", AROUND, -1);
    }

    private void pools() {
        String pool = CONCURRENT + "ThreadPoolExecutor";
        add(Hook.SUBMIT, pool, "execute", "(Ljava/lang/Runnable;)", AROUND, 0);
        add(Hook.REJECT, pool, "reject", "(Ljava/lang/Runnable;)", START, 0);
        add(Hook.WORKER, pool, "runWorker", "(", WORKER, -1);
        add(Hook.SCHEDULE, CONCURRENT + "ScheduledThreadPoolExecutor", "delayedExecute", "(", AROUND, 0);
        String timer = "java/util/Timer";
        add(Hook.GIVE, timer, "schedule", "(Ljava/util/TimerTask;J)", START, 0);
        add(Hook.GIVE, timer, "schedule", "(Ljava/util/TimerTask;Ljava/util/Date;)", START, 0);
        add(Hook.REPEAT, timer, "schedule", "(Ljava/util/TimerTask;JJ)", START, 0);
        add(Hook.REPEAT, timer, "schedule", "(Ljava/util/TimerTask;Ljava/util/Date;J)", START, 0);
        add(Hook.REPEAT, timer, "scheduleAtFixedRate", "(Ljava/util/TimerTask;", START, 0);
        add(Hook.WORKER, "java/util/TimerThread", "mainLoop", "()", WORKER, -1);
        add(Hook.THREAD, "java/lang/Thread", "start", "(", THREAD, -1);
        add(Hook.THREAD, "java/lang/VirtualThread", "start", "(", THREAD, -1);
    }

    private void forks() {
        String task = CONCURRENT + "ForkJoinTask";
        String tasks = "(Ljava/util/concurrent/ForkJoinTask;";
        add(Hook.GIVE, CONCURRENT + "ForkJoinPool$WorkQueue", Set.of("push", "lockedPush"), tasks, START, 0);
        add(Hook.INVOKE, task, Set.of("invoke", "quietlyInvoke"), "()", START, -1);
        add(Hook.INVOKE, task, "invokeAll", "(", START, 0);
        add(Hook.EXECUTE, task, "doExec", "()", AROUND, -1);
        add(Hook.WORKER, CONCURRENT + "ForkJoinPool", "runWorker", "(", AROUND, -1);
        if (Runtime.version().feature() >= 25) {
            add(Hook.GIVE, CONCURRENT + "ForkJoinPool", "scheduleDelayedTask", "(", START, 0);
        }
        String future = CONCURRENT + "CompletableFuture$";
        add(Hook.DEPEND, future + "UniCompletion", "<init>", "(", RETURN, -1);
        for (String completion : COMPLETIONS) {
            add(Hook.FIRE, future + completion, "tryFire", "(I)Ljava/util/concurrent/CompletableFuture;", AROUND, -1);
        }
    }

    private void add(int hook, String owner, String method, String parameters, Shape shape, int first) {
        add(hook, owner, Set.of(method), parameters, shape, first);
    }

    private void add(int hook, String owner, Set<String> methods, String parameters, Shape shape, int first) {
        byOwner.computeIfAbsent(owner, o -> new ArrayList<>(1))
                .add(new HookPoint(hook, owner, methods, parameters, shape, first));
    }
}
