/**
 * The JDK's own ways to a field: method and var handles, reflection, updaters, {@code Unsafe}, serialization, hidden classes.
 *
 * <p>Each way is watched where it is acquired, not where it is used, so that fields which are not personal pay nothing.
 *
 * <p>May use: hook (targets of the bridge), ledger (kinds), ASM for patching the JDK's classes. Start at
 * {@link io.piitrace.agent.route.Routes}.
 */
@NullMarked
package io.piitrace.agent.route;

import org.jspecify.annotations.NullMarked;
