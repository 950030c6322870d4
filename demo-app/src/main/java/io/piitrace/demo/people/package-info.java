/**
 * The directory of a client's employees, and the two public web forms.
 *
 * <p>Uses domain and security. Start at {@link io.piitrace.demo.people.EmployeeDirectory}.
 */
@NullMarked
package io.piitrace.demo.people;

import org.jspecify.annotations.NullMarked;
