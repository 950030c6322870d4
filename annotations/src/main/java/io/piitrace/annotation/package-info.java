/**
 * Marks what is personal, whom it is about, and why code reads it.
 *
 * <p>Uses nothing. Start at {@link io.piitrace.annotation.Pii}.
 */
package io.piitrace.annotation;
