/**
 * Statements, team report, commission run and tax export.
 *
 * <p>Uses domain and security. Start at {@link io.piitrace.demo.compensation.CommissionRun}.
 */
@NullMarked
package io.piitrace.demo.compensation;

import org.jspecify.annotations.NullMarked;
