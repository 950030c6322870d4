/**
 * What libraries read of a personal field, each in its own way, and whether the ledger tells the same.
 *
 * <p>{@code LibrariesProgram} runs in a JVM with the packaged agent and does every operation once for a person of its own; {@code LibrariesIT} reads the
 * ledger. Start at {@code Operations}: a new library is a few lines in one of the classes that implement it.
 */
package io.piitrace.checks.libraries;
