package io.piitrace.agent.program;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An application that does nothing but read, says after every portion how far it came, and goes on until its standard input ends or it is killed.
 *
 * <p>Every slot goes through persons of its own, one after the other, and reads each so many times. Its threads live for so many portions and are followed by others.
 */
public final class Load {
    public static final int PORTION = 5000;
    public static final long IDS_OF_A_SLOT = 1L << 32;

    private static volatile boolean stopping;

    /** A person. */
    static final class Person {
        @DataSubjectId
        private final long id;

        @Pii("ssn")
        private final String ssn;

        Person(long id) {
            this.id = id;
            this.ssn = "123-45-6789";
        }

        String getSsn() {
            return ssn;
        }
    }

    private Load() {}

    /** How many slots, reads of each person, portions in a thread's life, and milliseconds of rest after a portion. */
    public static void main(String[] arguments) throws Exception {
        int slots = Integer.parseInt(arguments[0]);
        int readsOfEach = Integer.parseInt(arguments[1]);
        int life = Integer.parseInt(arguments[2]);
        int restMs = Integer.parseInt(arguments[3]);
        List<Thread> threads = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            Slot of = new Slot(slot, readsOfEach, life, restMs);
            Thread thread = new Thread(of::live);
            thread.start();
            threads.add(thread);
        }
        while (System.in.read() >= 0) {
            // until it ends
        }
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static synchronized void say(String line) {
        try {
            new FileOutputStream(FileDescriptor.out).write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException parentIsGone) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** What one thread after the other does. */
    private static final class Slot {
        private final int number;
        private final int readsOfEach;
        private final int life;
        private final int restMs;
        private long count;
        private long sum;

        Slot(int number, int readsOfEach, int life, int restMs) {
            this.number = number;
            this.readsOfEach = readsOfEach;
            this.life = life;
            this.restMs = restMs;
        }

        void live() {
            while (!stopping) {
                Thread thread = new Thread(() -> {
                    for (int portion = 0; portion < life && !stopping; portion++) {
                        portion();
                    }
                });
                thread.start();
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void portion() {
            Person person = new Person(0);
            for (int i = 0; i < PORTION; i++) {
                if (i == 0 || count % readsOfEach == 0) {
                    person = new Person(number * IDS_OF_A_SLOT + count / readsOfEach);
                }
                sum += person.getSsn().length();
                count++;
            }
            say(number + " " + count + "\n");
            if (restMs > 0) {
                try {
                    Thread.sleep(restMs);
                } catch (InterruptedException e) {
                    stopping = true;
                }
            }
        }
    }
}
