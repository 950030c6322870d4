package io.piitrace.checks.handoffs;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** Somebody whose data is read; her number tells the test which read it was. */
final class Person {
    @DataSubjectId
    private final long number;

    @Pii("salary")
    private final long salary;

    Person(long number) {
        this.number = number;
        this.salary = number * 31;
    }

    long salary() {
        return salary;
    }
}
