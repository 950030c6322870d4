/**
 * Knows on whose behalf, in which role and why the current thread works, and hands that on from thread to thread.
 *
 * <p>Uses hook and monitor. Start at {@link io.piitrace.agent.context.Frames}.
 */
@NullMarked
package io.piitrace.agent.context;

import org.jspecify.annotations.NullMarked;
