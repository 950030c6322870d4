package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Follows whom Spring Security holds for a thread: told when the holder's content changes and when the application asks for
 * it. A deferred context is therefore seen when the application resolves it, and never forced.
 */
final class SecurityHooks {
    private static final Calls AUTHENTICATION =
            new Calls(".security.core.context.SecurityContext", "getAuthentication");

    private final Identities identities;

    SecurityHooks(ContextOptions options) {
        identities = new Identities(options);
    }

    Object enter(int hook, @Nullable Object self, @Nullable Object first) {
        return hook == Hook.SECURITY_SET && first != null
                ? first
                : hook == Hook.SECURITY_CHANGE && self != null ? self : this;
    }

    void exit(FrameStack stack, int hook, Object scope, @Nullable Object result) throws Throwable {
        switch (hook) {
            case Hook.SECURITY_GET -> {
                if (result != null) {
                    held(stack, result);
                }
            }
            case Hook.SECURITY_SET -> {
                if (scope != this) {
                    held(stack, scope);
                }
            }
            case Hook.SECURITY_CHANGE -> {
                if (stack.securityContext == scope) {
                    held(stack, scope);
                }
            }
            case Hook.SECURITY_DEFER -> {
                // Within a request filters defer once more what they already have; outside of one it is somebody new.
                if (stack.boundary() == null) {
                    stack.securityContext = null;
                    stack.forget();
                }
            }
            default -> {
                stack.securityContext = null;
                stack.forget();
            }
        }
    }

    /** The holder of this thread has this context, whose authentication may be another one than last time. */
    private void held(FrameStack stack, Object context) throws Throwable {
        stack.securityContext = context;
        Object authentication = AUTHENTICATION.on(context);
        Identity known = stack.identity();
        if (authentication == null) {
            stack.forget();
        } else if (known == null || known.proof() != authentication) {
            stack.forget(); // should asking fail, nobody is right and the one before is wrong
            Identity identity = resolve(stack, authentication);
            if (identity != null) {
                stack.identify(identity);
            }
        }
    }

    private @Nullable Identity resolve(FrameStack stack, Object authentication) throws Throwable {
        stack.silence();
        try {
            return identities.of(authentication);
        } finally {
            stack.speak();
        }
    }
}
