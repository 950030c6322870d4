package io.piitrace.agent.program;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import io.piitrace.context.AccessContext;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.List;

/** An application that lives long: reads as often as told, in many short requests by many principals, in threads that come and go; and says from time to time what memory it takes. */
public final class Soak {
    private static final int THREADS = 2;
    private static final int SAMPLES = 20;
    private static final int PEOPLE = 100_000;
    private static final int READS_OF_A_REQUEST = 10_000;

    /** A person. */
    static final class Person {
        @DataSubjectId
        private final long id;

        @Pii("ssn")
        private final String ssn;

        @Pii("salary")
        private final long salary;

        Person(long id) {
            this.id = id;
            this.ssn = "123-45-6789";
            this.salary = id;
        }

        String getSsn() {
            return ssn;
        }

        long getSalary() {
            return salary;
        }
    }

    private Soak() {}

    /** How many reads. Prints a line for each sample: reads, bytes of the heap after a collection, bytes of classes. */
    public static void main(String[] arguments) throws Exception {
        long reads = Long.parseLong(arguments[0]);
        Person[] people = new Person[PEOPLE];
        for (int i = 0; i < PEOPLE; i++) {
            people[i] = new Person(i);
        }
        for (int sample = 1; sample <= SAMPLES; sample++) {
            long ofThread = reads / SAMPLES / THREADS;
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = sample * THREADS + i;
                Thread thread = new Thread(() -> requests(people, number, ofThread));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            System.gc();
            System.out.println(sample * ofThread * THREADS + " "
                    + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " " + classes());
        }
    }

    private static void requests(Person[] people, int thread, long reads) {
        long sum = 0;
        int next = thread * 7919;
        for (long done = 0; done < reads; ) {
            try (AccessContext.Scope scope = AccessContext.open()
                    .principal("user" + (done / READS_OF_A_REQUEST) % 500)
                    .purpose("compensation-run")
                    .start()) {
                for (int i = 0; i < READS_OF_A_REQUEST && done < reads; i += 2, done += 2) {
                    Person person = people[next++ % PEOPLE];
                    sum += person.getSsn().length() + person.getSalary();
                }
            }
        }
        if (sum == 0) {
            throw new IllegalStateException();
        }
    }

    private static long classes() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                used += pool.getUsage().getUsed();
            }
        }
        return used;
    }
}
