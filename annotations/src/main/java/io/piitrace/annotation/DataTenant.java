package io.piitrace.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells to which tenant the data of an object belongs, so that a read under another tenant's context can be found.
 *
 * <p>On a field: that field holds the tenant's code. On a type: the path of fields that leads to it,
 * {@code "employee.tenant"}. Supported types of the last field: {@code String}, {@code long}, {@code int}, {@code UUID}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface DataTenant {
    /** On a type: field names joined by dots. */
    String value() default "";
}
