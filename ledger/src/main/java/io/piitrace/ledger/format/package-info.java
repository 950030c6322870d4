/**
 * The bytes of a ledger, as docs/format.md describes them: headers, sections, columns, dictionary.
 *
 * <p>May use: the record types of {@code io.piitrace.ledger}. No files and no threads. Start at {@link io.piitrace.ledger.format.BlockHeader}.
 */
@NullMarked
package io.piitrace.ledger.format;

import org.jspecify.annotations.NullMarked;
