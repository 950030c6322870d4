package io.piitrace.agent.weave.target;

import io.piitrace.annotation.Pii;

/** Records: the annotation of a component stands on field, accessor and constructor parameter. */
public final class RecordTarget {
    record Person(@Pii("ssn") String ssn, long id) {} // reads Person#ssn as getter

    record Trimmed(@Pii("name") String name) {
        @Override
        public String name() {
            return name.trim(); // reads Trimmed#name as derived
        }
    }

    private RecordTarget() {}

    static void run() {
        Person person = new Person("1", 2);
        person.ssn();
        person.id();
        new Trimmed("a").name();
    }
}
