/**
 * The generated data of a fresh installation.
 *
 * <p>Uses JDBC. Start at {@link io.piitrace.demo.seed.SeedData}.
 */
@NullMarked
package io.piitrace.demo.seed;

import org.jspecify.annotations.NullMarked;
