package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.ClassFile;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of every class the calls, fields and field types in it that may turn out to be of interest, in four bytes each, and says
 * which classes were looked at too early when one of them does.
 *
 * <p>Reads themselves do not depend on this but where {@code @Pii} stands on the type of a field; callers of accessors do: a
 * class that was loaded before the accessor's would otherwise leave its place to be guessed.
 *
 * <p><b>Threading.</b> Any thread. Nobody who defines a class waits while the others are gone through: a class is entered as one that
 * knows no news at all before it notes how much there is, so that whoever goes through them meanwhile either finds it, or had begun before
 * it looked. It is woven once too often at worst.
 */
public final class Mentions implements IntConsumer {
    /** Loaders are told apart by identity; should two share a hash, one class is woven again for nothing. */
    private record Key(int loader, String name) {
        // by hand, as a record's own methods are linked at first use, which takes milliseconds before the application
        // runs
        @Override
        public int hashCode() {
            return 31 * loader + name.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && loader == key.loader && name.equals(key.name);
        }
    }

    private static final class Seen {
        final WeakReference<ClassLoader> loader;
        final String name;
        final int[] mentions;
        volatile int after;

        Seen(WeakReference<ClassLoader> loader, String name, int[] mentions) {
            this.loader = loader;
            this.name = name;
            this.mentions = mentions;
        }
    }

    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();
    private final AtomicInteger newsCount = new AtomicInteger();
    private News news = new News();
    private volatile @Nullable WeakReference<ClassLoader> lastLoader;
    private @Nullable Runnable waker;

    /** Has itself woken, from now on, when there is news; returns at once. */
    synchronized void wake(Runnable waker) {
        this.waker = waker;
        if (!news.isEmpty()) {
            waker.run();
        }
    }

    void seen(ClassLoader loader, ClassFile file, int[] mentions) {
        if (mentions.length > 0) {
            seen(loader, file.name(), mentions);
        }
    }

    private void seen(ClassLoader loader, String name, int[] mentions) {
        WeakReference<ClassLoader> reference = lastLoader;
        if (reference == null || reference.get() != loader) {
            reference = new WeakReference<>(loader);
            lastLoader = reference;
        }
        Seen entry = new Seen(reference, name, mentions);
        seen.put(new Key(System.identityHashCode(loader), name), entry);
        entry.after = newsCount.get();
    }

    @Override
    public synchronized void accept(int mention) {
        news.put(mention, newsCount.incrementAndGet());
        if (waker != null) {
            waker.run();
        }
    }

    /**
     * The classes that mention what has become known since the last call, and were seen before that: internal names, and the
     * loaders of each.
     */
    Map<String, List<ClassLoader>> takeStale() {
        Map<String, List<ClassLoader>> stale = new HashMap<>();
        News taken = takeNews();
        if (taken.isEmpty()) {
            return stale;
        }
        seen.forEach((key, entry) -> {
            ClassLoader loader = entry.loader.get();
            if (loader == null) {
                seen.remove(key);
            } else if (isStale(entry, taken)) {
                stale.computeIfAbsent(entry.name, n -> new ArrayList<>()).add(loader);
            }
        });
        return stale;
    }

    private synchronized News takeNews() {
        News taken = news;
        news = new News();
        return taken;
    }

    /** How much has become known so far; it only grows. */
    int newsCount() {
        return newsCount.get();
    }

    private static boolean isStale(Seen entry, News news) {
        for (int mention : entry.mentions) {
            if (news.when(mention) > entry.after) {
                return true;
            }
        }
        return false;
    }
}
