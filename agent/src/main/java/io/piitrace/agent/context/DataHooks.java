package io.piitrace.agent.context;

import org.jspecify.annotations.Nullable;

/**
 * Is told of hooked methods by which personal data go that never become fields: the numbers are those of
 * {@link io.piitrace.agent.context.advice.Hook} from {@code RECORD} on.
 *
 * <p><b>Failure.</b> Whatever is thrown is reported, and goes no further.
 */
public interface DataHooks {
    /** Start of the method. */
    @Nullable
    Object enter(int hook, @Nullable Object self, @Nullable Object first, @Nullable Object second);

    /** End of the method, if {@link #enter} returned something. */
    void exit(int hook, Object scope, @Nullable Object result);
}
