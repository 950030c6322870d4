package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import org.jspecify.annotations.Nullable;

/**
 * What hooked methods of frameworks call, by the number of their hook.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class FrameworkHooks {
    private final RequestHooks requests;
    private final SecurityHooks security;
    private final LoggingHooks logging;
    private final WorkHooks work;
    private final FetchHooks fetches;
    private final ReactiveHooks reactive;
    private final TelemetryHooks telemetry;

    FrameworkHooks(ContextOptions options) {
        this.requests = new RequestHooks(options);
        this.security = new SecurityHooks(options);
        this.logging = new LoggingHooks(options);
        this.work = new WorkHooks(options);
        this.fetches = new FetchHooks(options);
        this.reactive = new ReactiveHooks(options);
        this.telemetry = new TelemetryHooks(options);
    }

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object self, @Nullable Object first, @Nullable Object second)
            throws Throwable {
        if (hook >= Hook.REACTIVE) {
            return reactive.enter(stack, hook, self, first);
        }
        if (hook >= Hook.POLL) {
            return fetches.enter(stack, hook, self);
        }
        if (hook >= Hook.JOB) {
            return work.enter(stack, hook, self, first, second);
        }
        if (hook >= Hook.SECURITY_SET) {
            return security.enter(hook, self, first);
        }
        if (hook == Hook.LOGGING) {
            logging.put(stack, first, second);
            return null;
        }
        if (hook == Hook.SPAN || hook == Hook.ATTACH || hook == Hook.DETACH) {
            return telemetry.enter(stack, hook, self, first);
        }
        return requests.enter(stack, hook, self, first);
    }

    void exit(int hook, Object scope, @Nullable Object result) throws Throwable {
        if (hook == Hook.ATTACH && scope instanceof Scope opened) {
            TelemetryHooks.attached(opened, result);
        } else if (hook == Hook.USER) {
            requests.answered(Frames.stack(), result);
        } else if (hook >= Hook.POLL && hook < Hook.REACTIVE) {
            fetches.exit(Frames.stack(), hook, scope, result);
        } else if (hook >= Hook.SECURITY_SET && hook < Hook.JOB) {
            security.exit(Frames.stack(), hook, scope, result);
        } else if (scope instanceof Scope opened) {
            opened.close();
        }
    }
}
