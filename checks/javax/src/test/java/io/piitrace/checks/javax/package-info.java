/**
 * The storm of {@code io.piitrace.checks.handoffs} on servers of the earlier generation of the servlet API.
 *
 * <p>In a module of its own: these servers' classes have the names of those of the later generation. Start at {@code JavaxStormIT}.
 */
package io.piitrace.checks.javax;
