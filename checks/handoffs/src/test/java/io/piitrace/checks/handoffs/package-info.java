/**
 * Real servers and frameworks under the packaged agent: whose work is it after it was handed from thread to thread?
 *
 * <p>Uses the annotations as an application does, and the ledger to see what was recorded. Start at {@code MatrixIT}.
 */
package io.piitrace.checks.handoffs;
