package io.piitrace.agent.route;

import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Records that a field of an object is about to be read.
 *
 * <p><b>Failure.</b> Nothing is thrown: the read goes on.
 */
final class ReadMark {
    private final ObjIntConsumer<Object> sink;
    private final int number;

    ReadMark(ObjIntConsumer<Object> sink, int number) {
        this.sink = sink;
        this.number = number;
    }

    /** A static field: a class in place of an object says so. */
    void readStatic() {
        read(Class.class);
    }

    void read(@Nullable Object owner) {
        if (owner != null) {
            try {
                sink.accept(owner, number);
            } catch (Throwable ignored) {
                // the recorder counts its own failures; this net is for a stack that overflows on the way to it
            }
        }
    }
}
