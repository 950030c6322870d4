/**
 * What is personal and whom it is about: found in class files, told by configuration; and the numbers of read sites.
 *
 * <p>May use: ledger (its record types), ASM for reading class files. Start at {@link io.piitrace.agent.catalog.Catalog}.
 */
@NullMarked
package io.piitrace.agent.catalog;

import org.jspecify.annotations.NullMarked;
