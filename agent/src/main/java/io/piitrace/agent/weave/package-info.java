/**
 * Finds reads of personal fields in class files and puts a call to the bridge before each.
 *
 * <p>May use: catalog, hook (by name), monitor, ASM.
 */
@NullMarked
package io.piitrace.agent.weave;

import org.jspecify.annotations.NullMarked;
