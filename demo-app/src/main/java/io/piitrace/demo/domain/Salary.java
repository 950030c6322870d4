package io.piitrace.demo.domain;

import io.piitrace.annotation.Pii;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The house's own word for pay: marks salary data wherever it stands. */
@Pii("salary")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Salary {}
