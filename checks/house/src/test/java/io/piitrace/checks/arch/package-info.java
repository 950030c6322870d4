/**
 * Architecture and conventions of all modules, held by tests.
 *
 * <p>Reads the compiled classes and the sources of every module by path. Start at {@code ArchitectureTest}.
 */
package io.piitrace.checks.arch;
