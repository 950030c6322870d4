/**
 * The only code that woven classes call. {@link io.piitrace.agent.hook.Bridge} is the template of {@code java.lang.$Piitrace}.
 *
 * <p>May use: {@code java.base} only; of what that does not export, the annotation that the JIT obeys.
 */
@NullMarked
package io.piitrace.agent.hook;

import org.jspecify.annotations.NullMarked;
