package io.piitrace.agent.weave.target;

import io.piitrace.annotation.Pii;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every way to write a read of a field of one's own class. */
@SuppressWarnings({"ReturnValueIgnored", "SelfEquals", "SelfComparison", "NullableDereference"})
public final class AccessTarget {
    static class Person implements Comparable<Person>, HasSsn {
        @Pii("ssn")
        private String ssn = "123";

        @Pii("salary")
        long salary = 7;

        @Pii("x-flag")
        boolean flagged = true;

        @Pii("x-array")
        double[] numbers = {1};

        String open = "nothing personal";

        Person() {}

        Person(Person other) {
            ssn = other.ssn; // reads Person#ssn as copy
        }

        @Override
        public String getSsn() {
            return ssn; // reads Person#ssn as getter
        }

        String ssn() {
            return ssn; // reads Person#ssn as getter
        }

        long getSalary() {
            return salary; // reads Person#salary as getter
        }

        Long getBoxed() {
            return salary; // reads Person#salary as getter
        }

        boolean isFlagged() {
            return flagged; // reads Person#flagged as getter
        }

        double first() {
            return numbers[0]; // reads Person#numbers as derived
        }

        String lastDigit() {
            return ssn.substring(2); // reads Person#ssn as derived
        }

        String getOpen() {
            return open;
        }

        String setSsn(String to) {
            String old = ssn; // reads Person#ssn as internal
            ssn = to;
            return old;
        }

        void raise() {
            salary += 1; // reads Person#salary as internal
        }

        private boolean has() {
            return ssn != null; // reads Person#ssn as internal
        }

        Supplier<String> lazily() {
            return () -> ssn; // reads Person#ssn as internal
        }

        @Override
        public String toString() {
            return "Person " + ssn; // reads Person#ssn as to-string
        }

        @Override
        public boolean equals(Object other) {
            return ((Person) other).ssn.equals(ssn); // reads Person#ssn as equals-hash, Person#ssn as equals-hash
        }

        @Override
        public int hashCode() {
            return ssn.hashCode(); // reads Person#ssn as equals-hash
        }

        @Override
        public int compareTo(Person other) {
            return Long.compare(salary, 3); // reads Person#salary as equals-hash
        }

        static String peek(Person person) {
            return person.ssn; // reads Person#ssn as internal
        }
    }

    interface HasSsn {
        String getSsn();
    }

    private AccessTarget() {}

    static void run() {
        Person person = new Person();
        new Person(person);
        ((HasSsn) person).getSsn();
        person.ssn();
        person.getSalary();
        person.getBoxed();
        person.isFlagged();
        person.first();
        person.lastDigit();
        person.getOpen();
        person.setSsn("456");
        person.raise();
        person.has();
        person.lazily().get();
        Function<Person, String> nothingRead = p -> p.open;
        nothingRead.apply(person);
        String.valueOf(person);
        person.equals(person);
        person.hashCode();
        person.compareTo(person);
        Person.peek(person);
        nobodyThere();
        Runnable inner = new Runnable() {
            @Override
            public void run() {
                person.ssn.length(); // reads Person#ssn as foreign
            }
        };
        inner.run();
        String direct = person.ssn; // reads Person#ssn as foreign
        long sum = person.salary + direct.length(); // reads Person#salary as foreign
        assert sum > 0;
    }

    private static void nobodyThere() {
        Person nobody = null;
        try {
            nobody.ssn.length();
        } catch (NullPointerException expected) {
            // and nothing is recorded
        }
    }
}
