/**
 * Pages and the public JSON API.
 *
 * <p>Uses every other package. Start at {@link io.piitrace.demo.web.EmployeeApi}.
 */
@NullMarked
package io.piitrace.demo.web;

import org.jspecify.annotations.NullMarked;
