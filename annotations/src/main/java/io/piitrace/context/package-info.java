/**
 * Says who reads and why, where the agent cannot know it by itself. Does nothing without the agent.
 *
 * <p>Uses nothing. Start at {@link io.piitrace.context.AccessContext}.
 */
package io.piitrace.context;
