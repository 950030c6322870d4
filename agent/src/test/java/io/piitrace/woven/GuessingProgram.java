package io.piitrace.woven;

import io.piitrace.annotation.Pii;
import java.lang.reflect.Field;
import sun.misc.Unsafe;

/** Asks where a field of another class stands, and reads a personal one that stands at the same place. */
@SuppressWarnings({"removal", "SunApi", "unused"})
public final class GuessingProgram {
    static final class Person {
        @Pii("ssn")
        private final String ssn = "x".repeat(1);
    }

    static final class Mirror {
        private String ssn;
    }

    private GuessingProgram() {}

    public static void main(String[] arguments) throws Exception {
        Field singleton = Unsafe.class.getDeclaredField("theUnsafe");
        singleton.setAccessible(true);
        Unsafe unsafe = (Unsafe) singleton.get(null);
        long offset = offset(unsafe, Mirror.class.getDeclaredField("ssn"));
        System.out.println("guessed " + unsafe.getObject(new Person(), offset));
    }

    @SuppressWarnings("deprecation")
    private static long offset(Unsafe unsafe, Field field) {
        return unsafe.objectFieldOffset(field);
    }
}
