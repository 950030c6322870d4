package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import java.lang.reflect.Method;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Where work enters that is no servlet request: scheduled jobs, messages of a broker, remote calls. Each starts from nothing and
 * leaves nothing behind.
 */
final class WorkHooks {
    private static final Calls SCHEDULED = new Calls(".support.ScheduledMethodRunnable", "getMethod");
    private static final Calls INSTANCE = new Calls(".batch.core.JobExecution", "getJobInstance");
    private static final Calls BATCH_NAME = new Calls(".batch.core.JobInstance", "getJobName");
    private static final Calls DETAIL = new Calls(".quartz.JobExecutionContext", "getJobDetail");
    private static final Calls KEY = new Calls(".quartz.JobDetail", "getKey");
    private static final Calls KEY_NAME = new Calls(".quartz.utils.Key", "getName");
    private static final Calls PARTITIONS = new Calls(".consumer.ConsumerRecords", "partitions");
    private static final Calls PARTITION_TOPIC = new Calls(".kafka.common.TopicPartition", "topic");
    private static final Calls CALLED = new Calls(".grpc.MethodDescriptor", "getFullMethodName");

    private final Arrivals arrivals;

    WorkHooks(ContextOptions options) {
        arrivals = new Arrivals(options);
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first, @Nullable Object second)
            throws Throwable {
        Object of = hook == Hook.JOB || hook == Hook.CALL || hook == Hook.CALL_LISTENER ? self : first;
        if (of == null) {
            return null;
        }
        return switch (hook) {
            case Hook.JOB ->
                SCHEDULED.on(of) instanceof Method method ? begin(stack, Statement.job(name(method))) : null;
            case Hook.BATCH -> batch(stack, of);
            case Hook.QUARTZ -> quartz(stack, of);
            case Hook.KAFKA -> begin(stack, arrivals.kafka(of));
            case Hook.KAFKA_BATCH -> kafkaBatch(stack, of);
            case Hook.JMS -> begin(stack, arrivals.jms(of));
            case Hook.CALL -> call(of, first, second);
            default -> listener(of, first, stack);
        };
    }

    private static Scope begin(FrameStack stack, Statement statement) {
        return stack.openBoundary(Frames.root().with(statement));
    }

    private static String name(Method method) {
        String type = method.getDeclaringClass().getSimpleName();
        int generated = type.indexOf("$$");
        return (generated > 0 ? type.substring(0, generated) : type) + '.' + method.getName();
    }

    private static @Nullable Scope batch(FrameStack stack, Object execution) throws Throwable {
        Object instance = INSTANCE.on(execution);
        String name = instance == null ? null : BATCH_NAME.text(instance, null);
        return name == null ? null : begin(stack, Statement.job(name));
    }

    /** The thread is within the run of a job already, and now it is known of which. */
    private static @Nullable Object quartz(FrameStack stack, Object execution) throws Throwable {
        Scope run = stack.boundary();
        Object detail = DETAIL.on(execution);
        Object key = detail == null ? null : KEY.on(detail);
        String name = key == null ? null : KEY_NAME.text(key, null);
        if (run != null && name != null) {
            stack.amend(run, Statement.job(name));
        }
        return null;
    }

    /** Messages of several people may be in one batch: it is nobody's in particular. */
    private Scope kafkaBatch(FrameStack stack, Object records) throws Throwable {
        Object topic = null;
        if (PARTITIONS.on(records) instanceof Collection<?> partitions && !partitions.isEmpty()) {
            topic = PARTITION_TOPIC.on(partitions.iterator().next());
        }
        return begin(stack, arrivals.message("kafka:" + topic, Carrier.EMPTY));
    }

    /** A call runs in steps, on whatever threads: what serves it keeps its frame. */
    private @Nullable Object call(Object call, @Nullable Object method, @Nullable Object metadata) throws Throwable {
        String name = method == null ? null : CALLED.text(method, null);
        if (name != null && metadata != null) {
            Statement statement = arrivals.call("grpc:" + name, Carrier.grpc(metadata));
            Handoffs.TASKS.keep(call, Frames.root().with(statement));
        }
        return null;
    }

    private static @Nullable Object listener(Object listener, @Nullable Object call, FrameStack stack) {
        Frame frame = call == null ? null : Handoffs.TASKS.kept(call, stack.probe);
        if (frame != null) {
            Handoffs.TASKS.keep(listener, frame);
        }
        return null;
    }
}
