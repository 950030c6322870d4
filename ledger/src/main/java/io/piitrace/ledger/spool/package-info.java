/** Mapped files that hold what is not yet in the ledger, and survive the process that wrote them. May use: ledger, ledger.format. */
@NullMarked
package io.piitrace.ledger.spool;

import org.jspecify.annotations.NullMarked;
