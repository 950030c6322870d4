/**
 * The differential test: every route to a personal field, seen by an oracle in C and by the agent, and compared.
 *
 * <p>May use: the ledger, and the programs of the agent's tests. Start at {@code DifferentialIT}; the oracle is {@code src/test/c/oracle.c}.
 */
package io.piitrace.checks.oracle;
