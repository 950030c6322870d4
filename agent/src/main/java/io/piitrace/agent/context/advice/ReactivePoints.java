package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.RETURN;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;

import java.util.Set;

/**
 * Where reactive libraries let one person's thread run what another one has subscribed. Schedulers need nothing: theirs are
 * executors of the JDK. A source that emits to each subscriber by an object of its own emits under the frame in which that
 * object was made; a source that emits to all of them in one loop emits under nobody's.
 */
final class ReactivePoints {
    private static final String REACTOR = "reactor/core/publisher/";
    private static final String RX = "io/reactivex/rxjava3/";
    private static final String CREATE = RX + "internal/operators/";

    private ReactivePoints() {}

    static void addTo(HookTable table) {
        reactor(table);
        rx(table);
        coroutines(table);
        shared(table, "io/netty/util/concurrent/DefaultPromise", "notifyListener0");
    }

    private static void reactor(HookTable table) {
        keep(table, REACTOR + "FluxCreate$BaseSink");
        for (String sink : Set.of("BufferAsyncSink", "LatestAsyncSink")) {
            signal(table, REACTOR + "FluxCreate$" + sink, "drain");
        }
        for (String sink : Set.of("IgnoreSink", "NoOverflowBaseAsyncSink")) {
            signal(table, REACTOR + "FluxCreate$" + sink, "next");
        }
        source(table, REACTOR + "MonoCreate$DefaultMonoSink", "success", "error");
        source(table, REACTOR + "SinkManyBestEffort$DirectInner", "tryEmitNext", "emitError", "emitComplete");
        source(table, REACTOR + "SinkOneMulticast$NextInner", "error");
        signal(table, REACTOR + "Operators$MonoInnerProducerBase", "complete");
        keep(table, REACTOR + "MonoCacheTime$CacheMonoSubscriber");
        signal(table, REACTOR + "Operators$MonoSubscriber", "complete", "onError", "onComplete");
        table.add(Hook.DEPEND, REACTOR + "SinkManyUnicast", "subscribe", "(Lreactor/core/CoreSubscriber;)", START, -1);
        signal(table, REACTOR + "SinkManyUnicast", "drain");
        keep(table, REACTOR + "SinkManyReplayProcessor$ReplayInner");
        keep(table, REACTOR + "FluxReplay$ReplayInner");
        for (String buffer : Set.of("UnboundedReplayBuffer", "SizeBoundReplayBuffer", "SizeAndTimeBoundReplayBuffer")) {
            String owner = REACTOR + "FluxReplay$" + buffer;
            String replay = "(Lreactor/core/publisher/FluxReplay$ReplaySubscription;)V";
            table.add(Hook.SIGNAL, owner, "replay", replay, AROUND, 0);
        }
        shared(table, REACTOR + "SinkManyEmitterProcessor", "drain");
        shared(table, REACTOR + "FluxPublish$PublishSubscriber", "drain");
        server(table);
    }

    private static void server(HookTable table) {
        String server = "reactor/netty/http/server/HttpServer$HttpServerHandle";
        table.add(Hook.REACTIVE, server, "onStateChange", "(Lreactor/netty/Connection;", AROUND, 0);
        String receive = "reactor/netty/channel/FluxReceive";
        table.add(Hook.SUBSCRIBE, receive, "subscribe", "(Lreactor/core/CoreSubscriber;)", START, -1);
        signal(table, receive, "drainReceiver", "onInboundNext", "onInboundComplete", "onInboundError");
        String web = "org/springframework/web/reactive/";
        for (String adapter : Set.of(
                "result/method/annotation/RequestMappingHandlerAdapter",
                "function/server/support/HandlerFunctionAdapter")) {
            table.add(Hook.REACTIVE_HANDLER, web + adapter, "handle", "(", START, 0);
        }
        String filter = "org/springframework/security/web/server/authentication/AuthenticationWebFilter";
        table.add(Hook.REACTIVE_USER, filter, "onAuthenticationSuccess", "(", START, 0);
    }

    private static void rx(HookTable table) {
        source(table, RX + "subjects/PublishSubject$PublishDisposable", "onNext", "onError", "onComplete");
        source(table, RX + "processors/PublishProcessor$PublishSubscription", "onNext", "onError", "onComplete");
        source(table, RX + "subjects/BehaviorSubject$BehaviorDisposable", "test");
        source(table, RX + "processors/BehaviorProcessor$BehaviorSubscription", "test");
        source(table, CREATE + "observable/ObservableCreate$CreateEmitter", "onNext", "tryOnError", "onComplete");
        source(table, CREATE + "single/SingleCreate$Emitter", "onSuccess", "tryOnError");
        source(table, CREATE + "maybe/MaybeCreate$Emitter", "onSuccess", "tryOnError", "onComplete");
        source(table, CREATE + "completable/CompletableCreate$Emitter", "tryOnError", "onComplete");
        String flowable = CREATE + "flowable/FlowableCreate$";
        source(table, flowable + "BaseEmitter", "completeDownstream", "errorDownstream");
        signal(table, flowable + "BufferAsyncEmitter", "drain");
        signal(table, flowable + "LatestAsyncEmitter", "drain");
        signal(table, flowable + "MissingEmitter", "onNext");
        signal(table, flowable + "NoOverflowBaseAsyncEmitter", "onNext");
        keep(table, RX + "subjects/ReplaySubject$ReplayDisposable");
        for (String buffer : Set.of("UnboundedReplayBuffer", "SizeBoundReplayBuffer", "SizeAndTimeBoundReplayBuffer")) {
            table.add(Hook.SIGNAL, RX + "subjects/ReplaySubject$" + buffer, "replay", "(", AROUND, 0);
        }
        shared(table, RX + "subjects/SingleSubject", "onSuccess", "onError");
        shared(table, RX + "subjects/MaybeSubject", "onSuccess", "onError", "onComplete");
        shared(table, RX + "subjects/CompletableSubject", "onComplete", "onError");
        shared(table, RX + "subjects/AsyncSubject", "onComplete", "onError");
    }

    private static void coroutines(HookTable table) {
        keep(table, "kotlinx/coroutines/AbstractCoroutine");
        String continuation = "kotlin/coroutines/jvm/internal/BaseContinuationImpl";
        table.add(Hook.CONTINUE, continuation, "resumeWith", "(", AROUND, -1);
    }

    /** Objects of this class keep the frame in which they were made. */
    private static void keep(HookTable table, String owner) {
        table.add(Hook.DEPEND, owner, "<init>", "(", RETURN, -1);
    }

    /** These methods run under what the object has kept, or as before if that is nothing. */
    private static void signal(HookTable table, String owner, String... methods) {
        for (String method : methods) {
            table.add(Hook.SIGNAL, owner, method, "(", AROUND, -1);
        }
    }

    private static void source(HookTable table, String owner, String... methods) {
        keep(table, owner);
        signal(table, owner, methods);
    }

    private static void shared(HookTable table, String owner, String... methods) {
        for (String method : methods) {
            table.add(Hook.SHARED, owner, method, "(", AROUND, -1);
        }
    }
}
