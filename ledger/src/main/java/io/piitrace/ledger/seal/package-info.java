/**
 * What makes a ledger tamper-evident: hash chain, signing keys, checkpoints.
 *
 * <p>May use: the JDK alone. Start at {@link io.piitrace.ledger.seal.Chain}.
 */
@NullMarked
package io.piitrace.ledger.seal;

import org.jspecify.annotations.NullMarked;
