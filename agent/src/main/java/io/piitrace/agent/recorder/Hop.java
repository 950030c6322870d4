package io.piitrace.agent.recorder;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One name on the way to an id, with the classes in which it was looked up lately. Looking it up for a class that is not among them takes locks and may load
 * classes; the way of an access does that only where it is ready for it.
 *
 * <p><b>Threading.</b> Any thread. Classes are held weakly.
 */
final class Hop {
    private static final int MAX_KNOWN = 32;

    private record Known(WeakReference<Class<?>> type, Step step) {}

    private final String name;
    private volatile Known[] known = new Known[0];
    private int replace;

    Hop(String name) {
        this.name = name;
    }

    /** The step for objects of this class; null if it was not looked up yet. */
    @Nullable
    Step find(Class<?> type) {
        for (Known candidate : known) {
            if (candidate.type.refersTo(type)) {
                return candidate.step;
            }
        }
        return null;
    }

    /** The same, and looks it up if it has to. */
    Step resolve(Class<?> type) {
        Step found = find(type);
        return found == null ? add(type) : found;
    }

    private synchronized Step add(Class<?> type) {
        Step found = find(type);
        if (found != null) {
            return found;
        }
        Step step = Steps.find(type, name);
        Known added = new Known(new WeakReference<>(type), step);
        Known[] before = known;
        if (before.length < MAX_KNOWN) {
            Known[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = added;
            known = after;
        } else {
            Known[] after = before.clone();
            after[replace++ % MAX_KNOWN] = added;
            known = after;
        }
        return step;
    }
}
