/**
 * Carries what was recorded from the spool into the ledger, and from there to the sinks.
 *
 * <p>May use: ledger, ledger.spool, sink, monitor; never the recorder. Start at {@link io.piitrace.agent.drain.Drain}.
 */
@NullMarked
package io.piitrace.agent.drain;

import org.jspecify.annotations.NullMarked;
