/**
 * The investigator's tool: one class per command, and what the commands share.
 *
 * <p>May use: the ledger, never the agent; picocli here alone. Start at {@link io.piitrace.inspector.Main}.
 */
@NullMarked
package io.piitrace.inspector;

import org.jspecify.annotations.NullMarked;
