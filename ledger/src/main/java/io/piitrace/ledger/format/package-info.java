/** Bytes of the ledger May use:  layout, varints, checksums. No files and no threads.. */
@NullMarked
package io.piitrace.ledger.format;

import org.jspecify.annotations.NullMarked;
