package io.piitrace.agent.probe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a field of the canary personal; the agent takes it for {@code @Pii} as if it were configured so. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Traced {}
