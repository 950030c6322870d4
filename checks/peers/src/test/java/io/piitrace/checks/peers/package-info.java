/**
 * What an access costs beside what a user would pick instead: bursts by JMH, and sustained with everything on the disk. {@code checks/compare} runs all of it and
 * writes {@code docs/prices.md}.
 *
 * <p>Uses the annotations as an application does; the agent comes by {@code -javaagent}. Start at {@code Peer}.
 */
package io.piitrace.checks.peers;
