package io.piitrace.agent.weave.target;

import io.piitrace.annotation.Pii;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The annotation on getters, derived values, types and annotation types. */
public final class AnnotationTarget {
    @Pii("salary")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Salary {}

    @Pii("ssn")
    static final class Ssn {
        private String digits = "123";

        String text() {
            return digits; // reads Ssn#digits as getter
        }
    }

    static class Person {
        @Salary
        private long pay = 1;

        private String first = "A";
        private String last = "B";

        @Pii("name")
        private String nick = "C";

        private final Ssn ssn = new Ssn();

        long getPay() {
            return pay; // reads Person#pay as getter
        }

        @Pii("name")
        String getFirst() {
            return first; // reads Person#first as getter
        }

        @Pii("name")
        String getFull() {
            // its own reads of names are what it stands for
            return first + last + nick; // reads Person#getFull() as derived
        }

        @Pii("x-code")
        String getCode() {
            return nick + pay; // reads Person#getCode() as derived, Person#nick as derived, Person#pay as derived
        }

        @Pii("name")
        String getShort(Person other) {
            // of another person is another read
            return getFirst() + other.nick; // reads Person#getShort() as derived, Person#nick as internal
        }

        @Pii("name")
        String getTwice() {
            return getFull() + nick; // reads Person#getTwice() as derived
        }

        String getLast() {
            return last;
        }

        Ssn getSsn() {
            return ssn; // reads Person#ssn as getter
        }
    }

    private AnnotationTarget() {}

    static void run() {
        new Ssn().text();
        Person person = new Person();
        person.getPay();
        person.getFirst();
        person.getFull();
        person.getShort(new Person());
        person.getTwice();
        person.getCode();
        person.getLast();
        person.getSsn();
    }
}
