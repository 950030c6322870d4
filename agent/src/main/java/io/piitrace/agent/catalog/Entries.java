package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the options of one prefix say of classes: an exact name counts before one with wildcards, and of those the longest.
 *
 * <p><b>Threading.</b> Immutable but for the marks of what matched.
 */
final class Entries<T> {
    private record Pattern<T>(String name, Wildcard wildcard, T value) {}

    private final String prefix;
    private final Map<String, T> exact = new TreeMap<>();
    private final List<Pattern<T>> patterns = new ArrayList<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    /** @param read makes the value of the text of an option, given as {@code NAME=TEXT} */
    Entries(String prefix, Map<String, String> options, Function<Map.Entry<String, String>, T> read) {
        this.prefix = prefix;
        for (Map.Entry<String, String> option : options.entrySet()) {
            String name = option.getKey();
            T value = read.apply(option);
            if (Wildcard.isIn(name)) {
                patterns.add(new Pattern<>(name, new Wildcard(name), value));
            } else {
                exact.put(name, value);
            }
        }
        Comparator<Pattern<T>> shorter = Comparator.comparingInt(pattern -> pattern.name.length());
        patterns.sort(Collections.reverseOrder(shorter));
    }

    @Nullable
    T of(String className) {
        T value = exact.get(className);
        if (value != null) {
            used.add(className);
            return value;
        }
        for (Pattern<T> pattern : patterns) {
            if (pattern.wildcard.matches(className)) {
                used.add(pattern.name);
                return pattern.value;
            }
        }
        return null;
    }

    void addUnmatched(List<Unmatched> to) {
        exact.keySet().forEach(name -> addUnmatched(name, to));
        patterns.forEach(pattern -> addUnmatched(pattern.name, to));
    }

    private void addUnmatched(String name, List<Unmatched> to) {
        if (!used.contains(name)) {
            to.add(new Unmatched(prefix + name, Set.of()));
        }
    }
}
