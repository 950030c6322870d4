package io.piitrace.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves what was loaded before the agent: with an ahead-of-time cache, or a late attach, that is most of the application.
 *
 * <p><b>Failure.</b> If the batch fails the classes are tried one by one, and each that fails is a gap.
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
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError batch) {
            for (Class<?> type : classes) {
                try {
                    instrumentation.retransformClasses(type);
                } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
                    gaps.gap(type.getName(), failure + ": " + e);
                }
            }
        }
    }
}
