package io.piitrace.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the field (or the plain getter of the field) that identifies the person whom the object is about. Supported types:
 * {@code long}, {@code int}, their wrappers, {@code String} and {@code java.util.UUID}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface DataSubjectId {}
