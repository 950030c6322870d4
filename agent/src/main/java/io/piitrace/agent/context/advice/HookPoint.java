package io.piitrace.agent.context.advice;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A method of a known class that tells something about the context.
 *
 * @param hook which of {@link Hook} it is
 * @param owner internal name of the class
 * @param methods its names, one of which every supported version has
 * @param parameters how the descriptor has to begin; {@code (} for any
 * @param shape what is put into it
 * @param first index of the parameter that is handed over first, -1 for none
 */
record HookPoint(int hook, String owner, Set<String> methods, String parameters, Shape shape, int first) {
    /** What is put into a method. */
    enum Shape {
        /** {@code enter} at its start, {@code exit} at its end, however it ends. */
        AROUND,
        /** {@code enter} at its start alone. */
        START,
        /** The same with the next parameter as well. */
        START_WITH_TWO,
        /** {@code enter} before it returns normally: constructors. */
        RETURN,
        /** The same with the next parameter as well. */
        RETURN_WITH_TWO,
        /** {@code enter} at the start of {@code Thread.start}, with the thread's task. */
        THREAD,
        /** Calls of {@code Runnable.run} within it go through the bridge, besides {@link #AROUND}. */
        WORKER,
        /** The body becomes a call of {@code enter}, whose result it returns. */
        BODY,
        /** The same for a static method with three parameters, all of which are handed over. */
        BODY_OF_THREE
    }

    // each is made once; and a record's own methods are linked at first use, which takes milliseconds before the
    // application runs
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    boolean matches(String method, String descriptor) {
        return methods.contains(method) && descriptor.startsWith(parameters);
    }

    /** Whether there are supported versions without it. */
    boolean isOptional() {
        // Jetty 12 has an interface by the name of a class
        return hook == Hook.SECURITY_DEFER || hook == Hook.USER || hook == Hook.RECORD;
    }

    String describe() {
        return owner.replace('/', '.') + '#' + String.join("|", methods);
    }
}
