package io.piitrace.agent.route;

import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who asked the JDK for something that is worth a notice. */
final class Askers {
    private static final int MAX_DEPTH = 64;
    private static final String[] BETWEEN = {"java.", "javax.", "jdk.", "sun.", "com.sun.", "io.piitrace.agent."};

    private Askers() {}

    /** The nearest code that is neither the JDK's nor the agent's; null if there is none. */
    static @Nullable String nearest() {
        return StackWalker.getInstance().walk(Askers::nearest);
    }

    private static @Nullable String nearest(Stream<StackWalker.StackFrame> frames) {
        Iterator<StackWalker.StackFrame> stack = frames.limit(MAX_DEPTH).iterator();
        while (stack.hasNext()) {
            StackWalker.StackFrame frame = stack.next();
            if (!isBetween(frame.getClassName())) {
                return frame.toStackTraceElement().toString();
            }
        }
        return null;
    }

    private static boolean isBetween(String name) {
        for (String prefix : BETWEEN) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
