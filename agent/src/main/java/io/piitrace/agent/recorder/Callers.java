package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Frameworks;
import io.piitrace.ledger.AccessKind;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;
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
        "io.piitrace.agent.context.", // runs a task on behalf of a pool
        "org.hibernate.proxy.",
        "org.springframework.aop.",
        "org.springframework.cglib.",
        "net.bytebuddy.",
        "org.codehaus.groovy.",
        "groovy.lang."
    };

    private static final Set<String> OWN = Set.of(
            Callers.class.getName(),
            Recorder.class.getName(),
            Gate.class.getName(),
            CallSites.class.getName(),
            Dictionary.class.getName(),
            "io.piitrace.agent.hook.Bridge",
            "io.piitrace.agent.weave.Choices",
            "java.lang.$Piitrace");
    private static final String OWN_ROUTES = "io.piitrace.agent.route.";
    /** The JDK's own readers, besides those that stand between. */
    private static final String[] ROUTES = {"java.io.Object", "java.util.concurrent.atomic.", "sun.misc.Unsafe"};

    /** Who goes through a collection or a stream is of interest, and not that it is gone through. */
    private static final String[] JDK = {"java.", "javax.", "jdk.", "sun."};

    private Callers() {}

    /**
     * The place that called the accessor which is now reading a field, null if there is none.
     *
     * @param noted the place of a call of the same accessor on another object: a proxy or a decorator, if it is on the stack
     */
    static @Nullable String infer(@Nullable String noted) {
        return WALKER.walk(frames -> caller(frames, noted));
    }

    private static @Nullable String caller(Stream<StackWalker.StackFrame> frames, @Nullable String noted) {
        Iterator<StackWalker.StackFrame> stack = frames.limit(MAX_DEPTH).iterator();
        StackWalker.StackFrame accessor = null;
        String nearest = null;
        String nearestOfJdk = null;
        while (stack.hasNext()) {
            StackWalker.StackFrame frame = stack.next();
            String name = frame.getClassName();
            if (accessor == null) {
                accessor = isOwn(name) ? null : frame;
            } else if (noted != null && noted.equals(place(frame))) {
                return noted;
            } else if (nearest == null && !isSame(frame, accessor) && !isBetween(name)) {
                if (!startsWith(name, JDK)) {
                    nearest = place(frame);
                    if (noted == null) {
                        return nearest;
                    }
                } else if (nearestOfJdk == null) {
                    nearestOfJdk = place(frame);
                }
            }
        }
        return nearest == null ? nearestOfJdk : nearest;
    }

    /** The place from which the JDK was asked to read a field, null if there is none. */
    static @Nullable String inferRoute() {
        return WALKER.walk(Callers::routeCaller);
    }

    private static @Nullable String routeCaller(Stream<StackWalker.StackFrame> frames) {
        Iterator<StackWalker.StackFrame> stack = frames.limit(MAX_DEPTH).iterator();
        String nearestOfJdk = null;
        while (stack.hasNext()) {
            StackWalker.StackFrame frame = stack.next();
            String name = frame.getClassName();
            if (!isOwn(name) && !isBetween(name) && !startsWith(name, ROUTES)) {
                if (!startsWith(name, JDK)) {
                    return place(frame);
                }
                nearestOfJdk = nearestOfJdk == null ? place(frame) : nearestOfJdk;
            }
        }
        return nearestOfJdk;
    }

    /** The first frame behind those of a library; null if it is not on the stack, or nothing is behind it. */
    static StackWalker.@Nullable StackFrame behind(Predicate<String> library) {
        return WALKER.walk(frames -> {
            Iterator<StackWalker.StackFrame> stack = frames.iterator();
            boolean within = false;
            while (stack.hasNext()) {
                StackWalker.StackFrame frame = stack.next();
                String name = frame.getClassName();
                if (library.test(name)) {
                    within = true;
                } else if (within && !isBetween(name)) {
                    return frame;
                }
            }
            return null;
        });
    }

    /** The kind that a caller makes of a read through a getter, or by the JDK. */
    static AccessKind kind(String place, AccessKind otherwise) {
        if (otherwise == AccessKind.PROBE) {
            return otherwise;
        }
        AccessKind framework = Frameworks.kindOf(place);
        return framework == null ? otherwise : framework;
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name) || name.startsWith(OWN_ROUTES);
    }

    /** A bridge method of the accessor, or the getter from which a persistence provider took the read out. */
    private static boolean isSame(StackWalker.StackFrame frame, StackWalker.StackFrame accessor) {
        if (!frame.getClassName().equals(accessor.getClassName())) {
            return false;
        }
        String method = frame.getMethodName();
        String field = Frameworks.fieldReadBy(accessor.getMethodName());
        return method.equals(accessor.getMethodName())
                || (field != null
                        && (method.equals(field)
                                || method.equalsIgnoreCase("get" + field)
                                || method.equalsIgnoreCase("is" + field)));
    }

    private static boolean isBetween(String name) {
        return startsWith(name, BETWEEN)
                || name.contains("$HibernateProxy")
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

    static String place(StackWalker.StackFrame frame) {
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
