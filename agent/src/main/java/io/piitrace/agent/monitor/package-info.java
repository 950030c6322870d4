/**
 * What the agent says about itself: notices for the ledger, diagnostics for the operator, counters for both.
 *
 * <p>May use: ledger (types of notices). Start at {@link io.piitrace.agent.monitor.Notices}.
 */
@NullMarked
package io.piitrace.agent.monitor;

import org.jspecify.annotations.NullMarked;
