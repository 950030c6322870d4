package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.RETURN;
import static io.piitrace.agent.context.advice.HookPoint.Shape.RETURN_WITH_TWO;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;

import java.util.Set;

/** Where work begins that is no servlet request: jobs, messages, remote calls. */
final class WorkPoints {
    private static final String SPRING = "org/springframework/";

    private WorkPoints() {}

    static void addTo(HookTable table) {
        jobs(table);
        messages(table);
        calls(table);
    }

    private static void jobs(HookTable table) {
        table.add(Hook.JOB, SPRING + "scheduling/support/ScheduledMethodRunnable", "run", "()", AROUND, -1);
        table.add(Hook.BATCH, SPRING + "batch/core/job/AbstractJob", "execute", "(", AROUND, 0);
        table.add(Hook.WORKER, "org/quartz/core/JobRunShell", "run", "()", AROUND, -1);
        String execution = "(Lorg/quartz/JobExecutionContext;)";
        table.add(
                Hook.QUARTZ, "org/quartz/core/QuartzScheduler", "notifyJobListenersToBeExecuted", execution, START, 0);
    }

    private static void messages(HookTable table) {
        String kafka = SPRING + "kafka/listener/KafkaMessageListenerContainer$ListenerConsumer";
        table.add(Hook.KAFKA, kafka, "doInvokeOnMessage", "(", AROUND, 0);
        table.add(Hook.KAFKA_BATCH, kafka, "invokeBatchOnMessageWithRecordsOrList", "(", AROUND, 0);
        String jms = SPRING + "jms/listener/AbstractMessageListenerContainer";
        table.add(Hook.JMS, jms, "invokeListener", "(", AROUND, 1);
        loops(table);
    }

    /** Loops that the application writes itself. */
    private static void loops(HookTable table) {
        String kafka = "org/apache/kafka/clients/consumer/";
        table.add(Hook.POLL, kafka + "KafkaConsumer", "poll", "(", START, -1);
        String next = "()L" + kafka + "ConsumerRecord;";
        table.add(Hook.FETCH_KAFKA, kafka + "ConsumerRecords$ConcatenatedIterable$1", "makeNext", next, AROUND, -1);
        String artemis = "org/apache/activemq/artemis/jms/client/";
        Set<String> receive = Set.of("receive", "receiveNoWait");
        table.add(Hook.FETCH_JMS, artemis + "ActiveMQMessageConsumer", receive, "(", AROUND, -1);
        table.add(Hook.DELIVER_JMS, artemis + "ActiveMQMessage", "doBeforeReceive", "()", START, -1);
        table.add(Hook.LISTEN, artemis + "JMSMessageListenerWrapper", "onMessage", "(", AROUND, -1);
    }

    private static void calls(HookTable table) {
        String call = "io/grpc/internal/ServerCallImpl";
        table.add(Hook.CALL, call, "<init>", "(", RETURN_WITH_TWO, 1);
        String listener = call + "$ServerStreamListenerImpl";
        table.add(Hook.CALL_LISTENER, listener, "<init>", "(", RETURN, 0);
        for (String signal : Set.of("messagesAvailable", "halfClosed", "closed", "onReady")) {
            table.add(Hook.SIGNAL, listener, signal, "(", AROUND, -1);
        }
    }
}
