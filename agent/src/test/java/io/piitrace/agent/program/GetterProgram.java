package io.piitrace.agent.program;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** Calls a getter of a personal field until the JIT has compiled the getter, and then whoever calls it. */
public final class GetterProgram {
    /** So many people that all of the long way has been used often before the getter is compiled. */
    private static final int PEOPLE = 10_000;

    private static final int ROUNDS = 600;

    private GetterProgram() {}

    static final class Paid {
        @DataSubjectId
        private final long id;

        @Pii("salary")
        private final long salary;

        Paid(long id) {
            this.id = id;
            this.salary = id * 31;
        }

        long salary() {
            return salary;
        }
    }

    public static void main(String[] arguments) {
        Paid[] people = new Paid[PEOPLE];
        for (int i = 0; i < people.length; i++) {
            people[i] = new Paid(1 + i);
        }
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += total(people);
        }
        System.out.println("sum " + sum);
    }

    static long total(Paid[] people) {
        long sum = 0;
        for (Paid person : people) {
            sum += person.salary();
        }
        return sum;
    }
}
