package io.piitrace.agent.weave.target;

import io.piitrace.annotation.Pii;
import java.util.function.Supplier;

/** Ways to call an accessor. */
@SuppressWarnings("ReturnValueIgnored")
public final class CallerTarget {
    interface HasSsn<T> {
        T getSsn();
    }

    static class Person implements HasSsn<String> {
        @Pii("ssn")
        private String ssn = "1";

        @Override
        public String getSsn() {
            return ssn;
        }
    }

    static class Employee extends Person {}

    static class Manager extends Employee {
        @Override
        public String getSsn() {
            return super.getSsn();
        }
    }

    private CallerTarget() {}

    static void run() throws ReflectiveOperationException {
        direct(new Person());
        through(new Person());
        inherited(new Employee());
        bridged(new Person());
        overridden(new Manager());
        Supplier<String> reference = new Person()::getSsn;
        reference.get();
        Person.class.getMethod("getSsn").invoke(new Person());
    }

    static String direct(Person person) {
        return person.getSsn();
    }

    static String through(HasSsn<String> person) {
        return person.getSsn();
    }

    static String inherited(Employee employee) {
        return employee.getSsn();
    }

    static Object bridged(HasSsn<?> person) {
        return person.getSsn();
    }

    static String overridden(Manager manager) {
        return manager.getSsn();
    }
}
