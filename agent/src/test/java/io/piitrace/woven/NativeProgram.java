package io.piitrace.woven;

import io.piitrace.annotation.Pii;
import java.lang.reflect.Field;

/** Reads personal fields in native code, and says what it got. */
public final class NativeProgram {
    /** One field for each type and for each way. */
    @SuppressWarnings("unused") // read by native code
    static class Person {
        @Pii("name")
        String text = "x";

        @Pii("name")
        boolean truth = true;

        @Pii("name")
        byte small = 1;

        @Pii("name")
        char letter = 1;

        @Pii("name")
        short medium = 1;

        @Pii("name")
        int number = 1;

        @Pii("name")
        long large = 1;

        @Pii("name")
        float single = 1;

        @Pii("name")
        double precise = 1;

        @Pii("name")
        int whilePending = 1;

        @Pii("name")
        int whileCritical = 1;

        @Pii("name")
        int reflected = 1;

        @Pii("name")
        int often = 1;

        int nobodys = 1;
    }

    /** Inherits everything. */
    static final class Employee extends Person {}

    /** Has nothing personal in it. */
    @SuppressWarnings("unused") // read by native code
    static final class Thing {
        int number = 1;
    }

    private NativeProgram() {}

    /** @param arguments the library with the native code */
    public static void main(String[] arguments) throws Exception {
        System.load(arguments[0]);
        Person person = new Person();
        System.out.println("all " + all(person) + ' ' + all(new Employee()));
        System.out.println("other " + other(new Thing()));
        try {
            pending(person);
        } catch (IllegalStateException e) {
            System.out.println("pending " + e.getMessage());
        }
        System.out.println("critical " + critical(person, new int[] {1}));
        Field field = Person.class.getDeclaredField("reflected");
        System.out.println("reflected " + reflected(person, field));
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> often(new Employee(), 10_000));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("done");
    }

    static native double all(Object person);

    static native int other(Object thing);

    static native int pending(Object person);

    static native int critical(Object person, int[] array);

    static native int reflected(Object person, Field field);

    static native int often(Object person, int times);
}
