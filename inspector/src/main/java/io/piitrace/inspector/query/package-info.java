/**
 * Questions to ledgers: DuckDB with ledgers as tables, the questions as {@code .sql} files beside these classes, findings.
 *
 * <p>May use: the ledger, JDBC, and DuckDB for its table functions. The text of the questions stays portable SQL over the views
 * {@code access} and {@code notice}. Start at {@link io.piitrace.inspector.query.Engine}.
 */
@NullMarked
package io.piitrace.inspector.query;

import org.jspecify.annotations.NullMarked;
