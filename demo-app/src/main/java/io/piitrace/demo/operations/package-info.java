/**
 * What the provider's own people, its partners and its jobs do.
 *
 * <p>Uses domain, compensation and security. Start at {@link io.piitrace.demo.operations.SupportDesk}.
 */
@NullMarked
package io.piitrace.demo.operations;

import org.jspecify.annotations.NullMarked;
