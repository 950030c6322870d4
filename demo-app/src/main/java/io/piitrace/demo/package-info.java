/**
 * A small sales performance management cloud, written the way such applications are written: it knows personal data only
 * by its annotations and nothing of an agent.
 *
 * <p>Uses annotations and Spring Boot. Start at {@link io.piitrace.demo.SpmCloud}.
 */
@NullMarked
package io.piitrace.demo;

import org.jspecify.annotations.NullMarked;
