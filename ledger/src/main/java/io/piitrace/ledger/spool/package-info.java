/**
 * Mapped files that hold what is not yet in the ledger, and survive the process that wrote them.
 *
 * <p>A spool is a directory: {@code lock} (held while its JVM lives), {@code definitions} (what the numbers in words stand for, and notices), {@code losses}
 * (counts of what could not be recorded), segments of rings of words ({@code rings-N}), and for each of them a table
 * of counts for every ring ({@code counts-N}), which its owner uses while the ring is full. The same reader serves the drain of the living JVM and recovery after its death.
 *
 * <p>May use: ledger. Start at {@link io.piitrace.ledger.spool.Spool}.
 */
@NullMarked
package io.piitrace.ledger.spool;

import org.jspecify.annotations.NullMarked;
