package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a loop of the application's own fetches: what follows is the work on a message, until the next one is fetched or
 * there is none. Requests that fetch an answer in between, and code that has said on whose behalf it works, stay as they are.
 */
final class FetchHooks {
    private final Arrivals arrivals;

    FetchHooks(ContextOptions options) {
        arrivals = new Arrivals(options);
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self) throws Throwable {
        if (hook == Hook.LISTEN) {
            return stack.openBoundary(Frames.root());
        }
        end(stack);
        if (hook == Hook.DELIVER_JMS && self != null) {
            begin(stack, arrivals.jms(self));
        }
        return hook == Hook.POLL || hook == Hook.DELIVER_JMS ? null : this;
    }

    void exit(FrameStack stack, int hook, Object scope, @Nullable Object message) throws Throwable {
        if (scope instanceof Scope listening) {
            listening.close();
        } else if (message != null) {
            end(stack); // a delegate may have begun it already
            begin(stack, hook == Hook.FETCH_KAFKA ? arrivals.kafka(message) : arrivals.jms(message));
        }
    }

    private static void begin(FrameStack stack, Statement statement) {
        if (stack.request() == null && !stack.isRefined()) {
            stack.fetched = stack.openBoundary(Frames.root().with(statement));
        }
    }

    private static void end(FrameStack stack) {
        Scope before = stack.fetched;
        if (before != null) {
            stack.fetched = null;
            before.close();
        }
    }
}
