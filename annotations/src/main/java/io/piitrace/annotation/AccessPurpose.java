package io.piitrace.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The declared purpose of what a method, or every method of a type, reads while it runs. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AccessPurpose {
    /** A purpose code of the vocabulary such as {@code support-request}. */
    String value();
}
