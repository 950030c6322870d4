package io.piitrace.woven.route.other;

import io.piitrace.woven.route.Person;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Inherits a protected field across packages, and gets a handle that takes no other object than its own. */
public class Stranger extends Person {
    private static final MethodHandle RESTRICTED;

    static {
        try {
            RESTRICTED = MethodHandles.lookup().findGetter(Stranger.class, "restricted", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public String read() throws Throwable {
        return (String) RESTRICTED.invokeExact(this);
    }
}
