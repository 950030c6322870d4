package io.piitrace.checks.semantics.program;

import io.piitrace.annotation.Pii;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An application's own annotation, which may stand where ours may not. */
@Pii("salary")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Secret {}
