package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** Nothing but private fields. */
public class Bare {
    @DataSubjectId
    private long id;

    @Pii("ssn")
    private String ssn;

    @Pii("salary")
    private long salary;

    public Bare() {}

    public Bare(long id) {
        this.id = id;
        this.ssn = "s";
        this.salary = 1;
    }
}
