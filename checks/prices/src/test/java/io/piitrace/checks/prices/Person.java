package io.piitrace.checks.prices;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** A class with a personal field beside one that is not, so that both are measured in the same JVM. */
final class Person {
    @DataSubjectId
    private final long id;

    @Pii("salary")
    private long salary;

    /** Read without a getter. */
    @Pii("commission")
    final long commission;

    private long grade;

    Person(long id) {
        this.id = id;
        this.salary = id * 31;
        this.commission = id * 17;
        this.grade = id % 7;
    }

    long salary() {
        return salary;
    }

    long grade() {
        return grade;
    }
}
