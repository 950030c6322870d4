package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** A bean as most are. */
public class Person {
    @DataSubjectId
    private long id;

    @Pii("ssn")
    private String ssn;

    @Pii("salary")
    private long salary;

    public Person() {}

    public Person(long id) {
        this.id = id;
        this.ssn = "s";
        this.salary = 1;
    }

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getSsn() {
        return ssn;
    }

    public void setSsn(String ssn) {
        this.ssn = ssn;
    }

    public long getSalary() {
        return salary;
    }

    public void setSalary(long salary) {
        this.salary = salary;
    }
}
