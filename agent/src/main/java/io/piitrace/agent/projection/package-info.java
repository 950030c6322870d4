/**
 * Personal data that never become fields: told by the application, or picked out of entities by a query.
 *
 * <p>May use: catalog, context (its hooks), recorder. Start at {@link io.piitrace.agent.projection.Projections}.
 */
@NullMarked
package io.piitrace.agent.projection;

import org.jspecify.annotations.NullMarked;
