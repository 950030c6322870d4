package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** Constraints on a field and on a getter. */
public class Checked {
    @DataSubjectId
    private final long id;

    @Pii("ssn")
    @NotNull
    private final String ssn = String.valueOf('s');

    @Pii("salary")
    private final long salary;

    public Checked(long id) {
        this.id = id;
        this.salary = id;
    }

    @Positive
    public long getSalary() {
        return salary;
    }
}
