/**
 * The ledger as its readers and writers see it: records, reader, writer, verifier.
 *
 * <p>May use: the JDK and the packages below it. Nothing here knows of agents, and nothing here needs a library: an auditor
 * can read it whole. Start at {@link io.piitrace.ledger.LedgerRecord} for what a ledger holds.
 */
@NullMarked
package io.piitrace.ledger;

import org.jspecify.annotations.NullMarked;
