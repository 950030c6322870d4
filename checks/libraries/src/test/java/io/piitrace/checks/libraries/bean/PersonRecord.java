package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import java.io.Serializable;

/** A record; its {@code toString} and {@code equals} are made by the JDK. */
public record PersonRecord(
        @DataSubjectId long id,
        @Pii("ssn") String ssn,
        @Pii("salary") long salary) implements Serializable {
    public PersonRecord(long id) {
        this(id, "s", 1);
    }
}
