package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.RETURN;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;
import static io.piitrace.agent.context.advice.HookPoint.Shape.WORKER;

import java.util.List;
import java.util.Set;

/** Where requests enter servlet containers, and how these hand them from thread to thread. */
final class ServerPoints {
    private static final String JETTY = "org/eclipse/jetty/";

    private ServerPoints() {}

    static void addTo(HookTable table) {
        for (String servlet : List.of("jakarta/servlet/", "javax/servlet/")) {
            String parameters = "(L" + servlet + "ServletRequest;L" + servlet + "ServletResponse;)";
            table.add(Hook.SERVLET, servlet + "http/HttpServlet", "service", parameters, AROUND, 0);
        }
        String mvc = "org/springframework/web/servlet/";
        table.add(Hook.HANDLER, mvc + "mvc/method/AbstractHandlerMethodAdapter", "handle", "(", START, 0);
        table.add(Hook.HANDLER, mvc + "function/support/HandlerFunctionAdapter", "handle", "(", START, 0);
        String jersey = "org/glassfish/jersey/server/";
        String processed = "(L" + jersey + "internal/process/RequestProcessingContext;)";
        table.add(Hook.RESOURCE, jersey + "model/ResourceMethodInvoker", "apply", processed, START, 0);
        String easy = "org/jboss/resteasy/core/ResourceMethodInvoker";
        table.add(Hook.RESOURCE, easy, "invokeOnTarget", "(", START, 0);
        tomcat(table);
        jetty(table);
        undertow(table);
        netty(table);
    }

    private static void tomcat(HookTable table) {
        table.add(Hook.REQUEST, "org/apache/catalina/core/ApplicationFilterChain", "doFilter", "(", AROUND, 0);
        String async = "org/apache/catalina/core/AsyncContextImpl";
        table.add(Hook.GIVE, async, "start", "(Ljava/lang/Runnable;)", START, 0);
        table.add(Hook.WORKER, async + "$RunnableWrapper", "run", "()", WORKER, -1);
    }

    private static void jetty(HookTable table) {
        for (String nested : List.of("servlet", "ee8/servlet", "ee9/servlet")) {
            table.add(Hook.REQUEST, JETTY + nested + "/ServletHandler", "doHandle", "(Ljava/lang/String;", AROUND, 2);
        }
        for (String core : List.of("ee10", "ee11")) {
            String mapped = JETTY + core + "/servlet/ServletHandler$MappedServlet";
            String parameters = "(L" + JETTY + core + "/servlet/ServletHandler;Ljava/lang/String;L";
            table.add(Hook.REQUEST, mapped, "handle", parameters, AROUND, 2);
        }
        String pool = JETTY + "util/thread/QueuedThreadPool";
        table.add(Hook.SUBMIT, pool, "execute", "(Ljava/lang/Runnable;)", AROUND, 0);
        table.add(Hook.WORKER, pool, "runJob", "(Ljava/lang/Runnable;)", WORKER, -1);
    }

    private static void undertow(HookTable table) {
        String chain = "io/undertow/servlet/handlers/FilterHandler$FilterChainImpl";
        table.add(Hook.REQUEST, chain, "doFilter", "(", AROUND, 0);
        // what its pool makes of each task, since version 3 and before
        for (String task : List.of("EnhancedQueueExecutor$Task", "ContextClassLoaderSavingRunnable")) {
            table.add(Hook.INVOKE, "org/jboss/threads/" + task, "<init>", "(", RETURN, -1);
            table.add(Hook.EXECUTE, "org/jboss/threads/" + task, "run", "()", AROUND, -1);
        }
    }

    private static void netty(HookTable table) {
        String executor = "io/netty/util/concurrent/";
        String runnable = "(Ljava/lang/Runnable;)";
        table.add(Hook.SUBMIT, executor + "SingleThreadEventExecutor", "execute", runnable, AROUND, 0);
        String schedule = "(Lio/netty/util/concurrent/ScheduledFutureTask;)";
        table.add(Hook.GIVE, executor + "AbstractScheduledEventExecutor", "schedule", schedule, START, 0);
        Set<String> run = Set.of("runTask", "safeExecute");
        table.add(Hook.WORKER, executor + "AbstractEventExecutor", run, runnable, WORKER, -1);
    }
}
