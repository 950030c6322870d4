package io.piitrace.agent.program;

import com.sun.management.ThreadMXBean;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** Reads a personal field of objects that suffer no call of theirs, and says what that cost besides time. */
public final class HotProgram {
    private static final int READS = 1_000_000;
    private static final int ROUNDS = 12;

    private HotProgram() {}

    /** Every method that anybody could be tempted to call fails; reading its fields is all that it allows. */
    static final class Hostile {
        @DataSubjectId
        private final Long id;

        @Pii("salary")
        private final long salary;

        Hostile(long id) {
            this.id = id;
            this.salary = id;
        }

        long salary() {
            return salary;
        }

        Long getId() {
            throw new IllegalStateException("getId was called");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode was called");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals was called");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString was called");
        }
    }

    public static void main(String[] arguments) throws Exception {
        Hostile[] people = new Hostile[100];
        for (int i = 0; i < people.length; i++) {
            people[i] = new Hostile(i * 1000L);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        Thread self = Thread.currentThread();
        long sum = 0;
        String last = "";
        for (int round = 0; round < ROUNDS; round++) {
            ThreadInfo before = threads.getThreadInfo(self.getId());
            long loaded = classes.getTotalLoadedClassCount();
            long allocated = threads.getThreadAllocatedBytes(self.getId());
            for (int i = 0; i < READS; i++) {
                Hostile person = people[i % people.length];
                sum += person.salary() + person.salary;
            }
            allocated = threads.getThreadAllocatedBytes(self.getId()) - allocated;
            loaded = classes.getTotalLoadedClassCount() - loaded;
            ThreadInfo after = threads.getThreadInfo(self.getId());
            last = "allocated " + allocated + " loaded " + loaded + " blocked "
                    + (after.getBlockedCount() - before.getBlockedCount());
            Thread.sleep(200); // the compiler and the drain get their turn
        }
        System.out.println(last);
        System.out.println("reads " + 2L * READS * ROUNDS + " sum " + sum);
    }
}
