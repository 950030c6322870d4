package io.piitrace.agent.recorder;

import io.piitrace.ledger.AccessKind;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who called an accessor where the call itself did not tell: by reflection, through a method handle, from a class that was loaded before the accessor
 * was known.
 */
final class Callers {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final int MAX_DEPTH = 64;
    /** What stands between a caller and an accessor without being either. */
    private static final String[] BETWEEN = {
        "java.lang.invoke.",
        "java.lang.reflect.",
        "jdk.internal.reflect.",
        "jdk.proxy",
        "com.sun.proxy.",
        "org.hibernate.proxy.",
        "org.springframework.aop.",
        "org.springframework.cglib.",
        "net.bytebuddy."
    };

    private static final String[] PERSISTENCE = {
        "org.hibernate.", "org.eclipse.persistence.", "org.apache.openjpa.", "org.datanucleus."
    };
    private static final String[] VALIDATION = {"org.hibernate.validator.", "org.apache.bval."};

    private static final Set<String> OWN = Set.of(
            Callers.class.getName(),
            Recorder.class.getName(),
            Gate.class.getName(),
            Dictionary.class.getName(),
            "io.piitrace.agent.hook.Bridge",
            "io.piitrace.agent.weave.Choices",
            "java.lang.$Piitrace");
    private static final String OWN_ROUTES = "io.piitrace.agent.route.";
    /** The JDK's own readers, besides those that stand between. */
    private static final String[] ROUTES = {"java.io.Object", "java.util.concurrent.atomic.", "sun.misc.Unsafe"};

    private Callers() {}

    /** The place that called the accessor which is now reading a field, null if there is none. */
    static @Nullable String infer() {
        return WALKER.walk(Callers::caller);
    }

    private static @Nullable String caller(Stream<StackWalker.StackFrame> frames) {
        Iterator<StackWalker.StackFrame> stack = frames.limit(MAX_DEPTH).iterator();
        StackWalker.StackFrame accessor = null;
        while (stack.hasNext()) {
            StackWalker.StackFrame frame = stack.next();
            if (accessor == null) {
                accessor = isOwn(frame.getClassName()) ? null : frame;
            } else if (!isSame(frame, accessor) && !isBetween(frame.getClassName())) {
                return place(frame);
            }
        }
        return null;
    }

    /** The place from which the JDK was asked to read a field, null if there is none. */
    static @Nullable String inferRoute() {
        return WALKER.walk(Callers::routeCaller);
    }

    private static @Nullable String routeCaller(Stream<StackWalker.StackFrame> frames) {
        Iterator<StackWalker.StackFrame> stack = frames.limit(MAX_DEPTH).iterator();
        while (stack.hasNext()) {
            StackWalker.StackFrame frame = stack.next();
            String name = frame.getClassName();
            if (!isOwn(name) && !isBetween(name) && !startsWith(name, ROUTES)) {
                return place(frame);
            }
        }
        return null;
    }

    /** The kind that a caller makes of a read through a getter, or by the JDK. */
    static AccessKind kind(String place, AccessKind otherwise) {
        if (otherwise == AccessKind.PROBE) {
            return otherwise;
        }
        if (startsWith(place, VALIDATION)) {
            return AccessKind.VALIDATION;
        }
        if (startsWith(place, PERSISTENCE) || place.contains("$HibernateAccessOptimizer")) {
            return AccessKind.PERSISTENCE;
        }
        return otherwise;
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name) || name.startsWith(OWN_ROUTES);
    }

    /** A bridge method of the accessor, or the same accessor of a class that it overrides. */
    private static boolean isSame(StackWalker.StackFrame frame, StackWalker.StackFrame accessor) {
        return frame.getMethodName().equals(accessor.getMethodName())
                && frame.getClassName().equals(accessor.getClassName());
    }

    private static boolean isBetween(String name) {
        return startsWith(name, BETWEEN)
                || name.contains("$HibernateProxy$")
                || name.contains("$$SpringCGLIB$$")
                || name.contains("$$EnhancerBySpringCGLIB$$");
    }

    private static boolean startsWith(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String place(StackWalker.StackFrame frame) {
        String file = frame.getFileName();
        int line = frame.getLineNumber();
        return frame.getClassName()
                + '.'
                + frame.getMethodName()
                + '('
                + (file == null ? "Unknown Source" : line < 0 ? file : file + ':' + line)
                + ')';
    }
}
