package io.piitrace.checks.applications.payroll;

/** Somebody with a salary, which nobody has annotated. */
final class Employee {
    private final long number;
    private final long salary;

    Employee(long number) {
        this.number = number;
        this.salary = number * 12;
    }

    long number() {
        return number;
    }

    long salary() {
        return salary;
    }
}
