package io.piitrace.agent.route;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;

/**
 * One of the JDK's ways to a field: the class of the JDK in which it is watched, and what to do when it is acquired.
 *
 * <p><b>Threading.</b> Patched by one thread; {@link #acquired} is called by any thread, and has to bear that it is called by
 * what it calls: the JDK goes its own ways too.
 */
abstract class Route {
    /** As gaps name it. */
    final String name;

    /** Internal name of the JDK's class. */
    final String target;

    /** Whether the agent itself might be the first to use that class, at a moment when the JVM does not let it be patched. */
    final boolean loadsEarly;

    Route(String name, String target) {
        this(name, target, false);
    }

    Route(String name, String target, boolean loadsEarly) {
        this.name = name;
        this.target = target;
        this.loadsEarly = loadsEarly;
    }

    /** Fails if this JDK lacks what the patch relies on besides the watched method itself. */
    void check() throws ReflectiveOperationException {}

    /** The visitor that patches this method; null if it is none that this route watches. */
    abstract @Nullable MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls);

    /** What to use in place of what was acquired; null for the same. */
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String field, @Nullable Object extra)
            throws Throwable {
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
