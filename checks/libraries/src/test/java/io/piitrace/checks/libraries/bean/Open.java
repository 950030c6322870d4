package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** Public fields. */
public class Open {
    @DataSubjectId
    public long id;

    @Pii("ssn")
    public String ssn;

    @Pii("salary")
    public long salary;

    public Open() {}

    public Open(long id) {
        this.id = id;
        this.ssn = "s";
        this.salary = 1;
    }
}
