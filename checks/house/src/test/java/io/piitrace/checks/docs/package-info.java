/**
 * Documents that could go false, held to the code.
 *
 * <p>Reads the pages by path. Start at {@code GuaranteesTest}.
 */
package io.piitrace.checks.docs;
