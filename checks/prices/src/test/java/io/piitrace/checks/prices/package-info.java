/**
 * What an access costs, measured on the packaged agent by {@code checks/bench}.
 *
 * <p>Uses the annotations as an application does; the agent comes by {@code -javaagent}. Start at {@code AccessBenchmark}.
 */
package io.piitrace.checks.prices;
