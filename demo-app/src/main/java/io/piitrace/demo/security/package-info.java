/**
 * Who may sign in, and what they may do.
 *
 * <p>Uses Spring Security. Start at {@link io.piitrace.demo.security.SecurityConfiguration}.
 */
@NullMarked
package io.piitrace.demo.security;

import org.jspecify.annotations.NullMarked;
