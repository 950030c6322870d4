/**
 * Answers as text, JSON, CSV and HTML: one model, one renderer for each format, charts as SVG.
 *
 * <p>May use: query, the ledger, jackson-core, ascii-table. Start at {@link io.piitrace.inspector.render.Answer}.
 */
@NullMarked
package io.piitrace.inspector.render;

import org.jspecify.annotations.NullMarked;
