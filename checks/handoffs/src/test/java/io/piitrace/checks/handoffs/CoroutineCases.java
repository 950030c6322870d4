package io.piitrace.checks.handoffs;

import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;

/** Coroutines as Kotlin's compiler would write them: suspended by amy, resumed by whoever comes along. */
final class CoroutineCases {
    private CoroutineCases() {}

    static void addTo(Matrix matrix) throws Exception {
        matrix.amy("Kotlin: launch", read -> launch(Dispatchers.getDefault(), read, null));
        matrix.amy(
                "Kotlin: delay, then resumed by a scheduler",
                read -> launch(Dispatchers.getDefault(), read, step -> DelayKt.delay(1, step)));
        matrix.amy("Kotlin: await of what another completes", read -> {
            CompletableDeferred<String> deferred = CompletableDeferredKt.CompletableDeferred(null);
            launch(Dispatchers.getIO(), read, deferred::await);
            Thread.sleep(50);
            Matrix.carolDoes(() -> deferred.complete("x"));
        });
        matrix.amy("Kotlin: the same, unconfined, resumed on the other's thread", read -> {
            CompletableDeferred<String> deferred = CompletableDeferredKt.CompletableDeferred(null);
            launch(Dispatchers.getUnconfined(), read, deferred::await);
            Matrix.carolDoes(() -> deferred.complete("x"));
        });
    }

    /** Something that suspends the continuation it is given. */
    private interface Suspension {
        Object by(Continuation<? super Object> continuation);
    }

    @SuppressWarnings("unchecked")
    private static void launch(CoroutineContext context, Matrix.Read read, Suspension suspension) {
        BuildersKt.launch(GlobalScope.INSTANCE, context, CoroutineStart.DEFAULT, new Steps(read, suspension, null));
    }

    /** {@code { suspension(); read() }} as a state machine. */
    private static final class Steps extends SuspendLambda
            implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {
        private final transient Matrix.Read read;
        private final transient Suspension suspension;
        private int label;

        Steps(Matrix.Read read, Suspension suspension, Continuation<Object> completion) {
            super(2, completion);
            this.read = read;
            this.suspension = suspension;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Continuation<Unit> create(Object value, Continuation<?> completion) {
            return (Continuation<Unit>)
                    (Continuation<?>) new Steps(read, suspension, (Continuation<Object>) completion);
        }

        @Override
        public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
            return ((Steps) (Object) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
        }

        @Override
        protected Object invokeSuspend(Object result) {
            if (label++ == 0 && suspension != null) {
                Object outcome = suspension.by((Continuation<Object>) (Continuation<?>) this);
                if (outcome == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                    return outcome;
                }
            }
            read.run();
            return Unit.INSTANCE;
        }
    }
}
