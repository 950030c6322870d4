/**
 * The people of the demonstration and what they do, as a program that talks HTTP to the running application.
 *
 * <p>Uses the JDK and Jackson. Start at {@code Incident}.
 */
package io.piitrace.demo.script;
