package io.piitrace.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves what was loaded before the agent: with an ahead-of-time cache, or a late attach, that is most of the application.
 *
 * <p><b>Failure.</b> One class fails the batch that it is in. Then each half is tried, and so on: for each call the JVM stops the application and looks at every class that it has, so one
 * by one would take it minutes where there are many. Each class that fails alone is a gap.
 */
public final class Retransformation {
    private Retransformation() {}

    /** How many classes were offered to the transformers again. */
    public static int all(Instrumentation instrumentation, GapReporter gaps) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (Weaver.isApplication(type.getClassLoader())
                    && !type.isArray()
                    && !type.isHidden()
                    && instrumentation.isModifiableClass(type)) {
                classes.add(type);
            }
        }
        some(instrumentation, classes, "class loaded before the agent could not be woven", gaps);
        return classes.size();
    }

    /**
     * Offers these classes to the transformers again.
     *
     * @param failure what a failure means
     */
    static void some(Instrumentation instrumentation, List<Class<?>> classes, String failure, GapReporter gaps) {
        if (classes.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
            int half = classes.size() / 2;
            if (half == 0) {
                gaps.gap(classes.get(0).getName(), failure + ": " + e);
                return;
            }
            some(instrumentation, classes.subList(0, half), failure, gaps);
            some(instrumentation, classes.subList(half, classes.size()), failure, gaps);
        }
    }
}
