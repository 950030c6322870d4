package io.piitrace.checks.peers;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** Whose salary everybody reads, through the getter. */
final class Person {
    @DataSubjectId
    private final long id;

    @Pii("salary")
    private final long salary;

    Person(long id) {
        this.id = id;
        this.salary = id * 31;
    }

    long id() {
        return id;
    }

    long salary() {
        return salary;
    }

    /** As many as asked for, of 64 people over and over. */
    static Person[] many(int count) {
        Person[] people = new Person[count];
        for (int i = 0; i < count; i++) {
            people[i] = new Person(1 + i % 64);
        }
        return people;
    }
}
