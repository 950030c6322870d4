/** What makes a ledger tamper-evident May use:  hash chain, checkpoints, keys.. */
@NullMarked
package io.piitrace.ledger.seal;

import org.jspecify.annotations.NullMarked;
