package io.piitrace.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks personal data. Every read of it is traced when the agent is attached.
 *
 * <ul>
 *   <li>on a field or record component: reads of that field;
 *   <li>on a method: its result is derived personal data, each call counts as a read; on a plain getter it means the field
 *       that the getter returns;
 *   <li>on a type: every field of that type is personal;
 *   <li>on an annotation type: that annotation means the same as this one.
 * </ul>
 *
 * <p>Not allowed on parameters on purpose: Kotlin would then annotate the constructor's parameter and not the field.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface Pii {
    /** The category: a code of the vocabulary such as {@code ssn}, or the client's own, {@code x-…}. */
    String value();
}
