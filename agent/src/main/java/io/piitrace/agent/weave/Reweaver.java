package io.piitrace.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes again that were loaded before something that they mention was known to be personal.
 *
 * <p><b>Threading.</b> A daemon thread of its own, started at the first need, asleep while there is none: under the locks of
 * class loading nothing can be woven again.
 */
public final class Reweaver implements Runnable {
    /** Classes are loaded in bursts: one round of weaving for each. */
    private static final long QUIET_NS = 50_000_000;

    /** So many times as long as a round took nothing is woven again, unless somebody waits for it: a round stops the application and looks at every class that it has. */
    private static final long REST = 10;

    private static final long PATIENCE_NS = 2_000_000_000;
    private static final long NAP_NS = 200_000;

    private final Instrumentation instrumentation;
    private final Mentions mentions;
    private final GapReporter gaps;
    private volatile boolean wanted;
    private volatile boolean urgent;
    /** Of the news, how much everybody who mentions it has been woven for. */
    private volatile int settled;

    /** Of the last round in its own thread. */
    private long endedNs = System.nanoTime();

    private long costNs;

    private volatile @Nullable Thread thread;

    public Reweaver(Instrumentation instrumentation, Mentions mentions, GapReporter gaps) {
        this.instrumentation = instrumentation;
        this.mentions = mentions;
        this.gaps = gaps;
    }

    /** Does what is to be done so far, in this thread, and from now on whatever comes up, in another. */
    public void start() {
        reweave();
        mentions.wake(this::wake);
    }

    private void wake() {
        wanted = true;
        Thread current = thread;
        if (current == null) {
            current = new Thread(null, this, "piitrace-reweave", 0, false);
            current.setDaemon(true);
            current.setContextClassLoader(null);
            thread = current;
            current.start();
        } else {
            LockSupport.unpark(current);
        }
    }

    @Override
    public void run() {
        while (true) {
            while (!wanted) {
                LockSupport.park(this);
            }
            awaitQuiet();
            urgent = false;
            long began = System.nanoTime();
            try {
                reweave();
            } catch (RuntimeException | LinkageError e) {
                gaps.gap("classes loaded early", "could not be woven again: " + e);
            }
            endedNs = System.nanoTime();
            costNs = endedNs - began;
        }
    }

    private void awaitQuiet() {
        for (long left; !urgent && (left = endedNs + REST * costNs - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(this, left);
        }
        while (wanted) {
            wanted = false;
            if (!urgent) {
                LockSupport.parkNanos(this, QUIET_NS);
            }
        }
    }

    /**
     * Waits until everybody is woven for what was known at a time: a static field that has just become known has no value yet that anybody
     * could read, nor is there an object of a type that has. If that takes too long the thread goes on, and that is a gap: it may hold what
     * weaving waits for.
     *
     * @param news the count of that time
     */
    public void settle(int news) {
        if (settled >= news || Thread.currentThread() == thread) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (settled < news) {
            if (System.nanoTime() - deadline > 0) {
                gaps.gap(
                        "static fields and personal types",
                        "classes that name one are not woven yet: reads in them may have been missed");
                return;
            }
            urgent = true;
            wake();
            LockSupport.parkNanos(this, NAP_NS);
        }
    }

    private void reweave() {
        int news = mentions.newsCount();
        Map<String, List<ClassLoader>> stale = mentions.takeStale();
        try {
            if (!stale.isEmpty()) {
                reweave(stale);
            }
        } finally {
            settled = news;
        }
    }

    private void reweave(Map<String, List<ClassLoader>> stale) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && isStale(type, stale) && instrumentation.isModifiableClass(type)) {
                classes.add(type);
            }
        }
        Retransformation.some(
                instrumentation, classes, "callers of accessors in it are guessed: it could not be woven again", gaps);
    }

    private static boolean isStale(Class<?> type, Map<String, List<ClassLoader>> stale) {
        for (ClassLoader loader : stale.getOrDefault(type.getName().replace('.', '/'), List.of())) {
            if (loader == type.getClassLoader()) {
                return true;
            }
        }
        return false;
    }
}
