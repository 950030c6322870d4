package io.piitrace.agent.program;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** An application with one class of persons. */
public final class Payroll {
    public static final class Employee {
        @DataSubjectId
        private final long id;

        @Pii("ssn")
        private final String ssn;

        @Pii("salary")
        private final long salary;

        Employee(long id, String ssn, long salary) {
            this.id = id;
            this.ssn = ssn;
            this.salary = salary;
        }

        String getSsn() {
            return ssn;
        }

        long getSalary() {
            return salary;
        }
    }

    private Payroll() {}

    public static void main(String[] arguments) {
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            Employee employee = new Employee(i, "123-45-678" + i, 1000 + i);
            sum += employee.getSalary();
            sum += employee.getSsn().length();
        }
        System.out.println("sum " + sum);
    }
}
