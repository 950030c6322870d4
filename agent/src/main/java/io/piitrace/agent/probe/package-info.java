/**
 * The self-test: a program that reads a canary's fields by every route, in a JVM with the agent, and a look at the ledger.
 *
 * <p>May use: ledger. {@link io.piitrace.agent.probe.ProbeProgram} is an application to the agent and uses the JDK alone.
 */
@NullMarked
package io.piitrace.agent.probe;

import org.jspecify.annotations.NullMarked;
