/**
 * Puts calls of the bridge into methods of the JDK and of frameworks, and into methods that declare a purpose. Edits bodies
 * only; a class whose shape has changed is left alone and reported.
 *
 * <p>Uses monitor and ASM. Start at {@link io.piitrace.agent.context.advice.HookTransformer}.
 */
@NullMarked
package io.piitrace.agent.context.advice;

import org.jspecify.annotations.NullMarked;
