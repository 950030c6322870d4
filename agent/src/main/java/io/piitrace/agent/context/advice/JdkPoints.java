package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.RETURN;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;
import static io.piitrace.agent.context.advice.HookPoint.Shape.THREAD;
import static io.piitrace.agent.context.advice.HookPoint.Shape.WORKER;

import java.util.Set;

/** Where the JDK hands work from one thread to another. */
final class JdkPoints {
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String[] COMPLETIONS = {
        "UniApply", "UniAccept", "UniRun", "UniWhenComplete", "UniHandle", "UniExceptionally",
                "UniComposeExceptionally",
        "UniCompose", "BiApply", "BiAccept", "BiRun", "OrApply", "OrAccept", "OrRun"
    };

    private JdkPoints() {}

    static void addTo(HookTable table) {
        pools(table);
        forks(table);
    }

    private static void pools(HookTable table) {
        String pool = CONCURRENT + "ThreadPoolExecutor";
        table.add(Hook.SUBMIT, pool, "execute", "(Ljava/lang/Runnable;)", AROUND, 0);
        table.add(Hook.REJECT, pool, "reject", "(Ljava/lang/Runnable;)", START, 0);
        table.add(Hook.WORKER, pool, "runWorker", "(", WORKER, -1);
        table.add(Hook.SCHEDULE, CONCURRENT + "ScheduledThreadPoolExecutor", "delayedExecute", "(", AROUND, 0);
        String timer = "java/util/Timer";
        table.add(Hook.GIVE, timer, "schedule", "(Ljava/util/TimerTask;J)", START, 0);
        table.add(Hook.GIVE, timer, "schedule", "(Ljava/util/TimerTask;Ljava/util/Date;)", START, 0);
        table.add(Hook.REPEAT, timer, "schedule", "(Ljava/util/TimerTask;JJ)", START, 0);
        table.add(Hook.REPEAT, timer, "schedule", "(Ljava/util/TimerTask;Ljava/util/Date;J)", START, 0);
        table.add(Hook.REPEAT, timer, "scheduleAtFixedRate", "(Ljava/util/TimerTask;", START, 0);
        table.add(Hook.WORKER, "java/util/TimerThread", "mainLoop", "()", WORKER, -1);
        table.add(Hook.THREAD, "java/lang/Thread", "start", "(", THREAD, -1);
        table.add(Hook.THREAD, "java/lang/VirtualThread", "start", "(", THREAD, -1);
    }

    private static void forks(HookTable table) {
        String task = CONCURRENT + "ForkJoinTask";
        String tasks = "(Ljava/util/concurrent/ForkJoinTask;";
        table.add(Hook.GIVE, CONCURRENT + "ForkJoinPool$WorkQueue", Set.of("push", "lockedPush"), tasks, START, 0);
        table.add(Hook.INVOKE, task, Set.of("invoke", "quietlyInvoke"), "()", START, -1);
        table.add(Hook.INVOKE, task, "invokeAll", "(", START, 0);
        table.add(Hook.EXECUTE, task, "doExec", "()", AROUND, -1);
        table.add(Hook.WORKER, CONCURRENT + "ForkJoinPool", "runWorker", "(", AROUND, -1);
        if (Runtime.version().feature() >= 25) {
            table.add(Hook.GIVE, CONCURRENT + "ForkJoinPool", "scheduleDelayedTask", "(", START, 0);
        }
        String future = CONCURRENT + "CompletableFuture$";
        table.add(Hook.DEPEND, future + "UniCompletion", "<init>", "(", RETURN, -1);
        for (String completion : COMPLETIONS) {
            String fire = "(I)Ljava/util/concurrent/CompletableFuture;";
            table.add(Hook.FIRE, future + completion, "tryFire", fire, AROUND, -1);
        }
    }
}
