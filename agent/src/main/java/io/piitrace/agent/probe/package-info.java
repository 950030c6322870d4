/**
 * The self-test: a program that reads a canary's fields by every route. In a JVM of its own (SelfTestRun) the ledger is looked at; in the
 * JVM that is traced (StartProbe) the recorder tells what it heard, and the ledger gets nothing.
 *
 * <p>May use: ledger. {@link io.piitrace.agent.probe.ProbeProgram} is an application to the agent and uses the JDK alone.
 */
@NullMarked
package io.piitrace.agent.probe;

import org.jspecify.annotations.NullMarked;
