/**
 * Writes one word for one access: the code that runs in the application's threads.
 *
 * <p>May use: catalog, context, monitor, ledger and ledger.spool. Start at {@link io.piitrace.agent.recorder.Recorder}.
 */
@NullMarked
package io.piitrace.agent.recorder;

import org.jspecify.annotations.NullMarked;
