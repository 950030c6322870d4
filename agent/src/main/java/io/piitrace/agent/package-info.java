/**
 * The agent's life: options, start, stop.
 *
 * <p>May use: every package of the agent. {@code PreMain} alone is loaded by the application's system loader; everything else
 * lives in an isolated loader whose parent is the platform loader. Start at {@code Agent}.
 */
@NullMarked
package io.piitrace.agent;

import org.jspecify.annotations.NullMarked;
