/**
 * Where records go besides the ledger.
 *
 * <p>May use: ledger (records), jackson-core. Start at {@link io.piitrace.agent.sink.Sink}.
 */
@NullMarked
package io.piitrace.agent.sink;

import org.jspecify.annotations.NullMarked;
