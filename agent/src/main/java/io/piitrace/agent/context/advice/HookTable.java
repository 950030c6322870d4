package io.piitrace.agent.context.advice;

import io.piitrace.agent.context.advice.HookPoint.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hook points by the exact name of their class. */
final class HookTable {
    private final Map<String, List<HookPoint>> byOwner = new HashMap<>();
    private final Set<Integer> off;

    /** @param off hooks that are left out */
    HookTable(Set<Integer> off) {
        this.off = off;
    }

    /** Those of one class; an empty list for every other. */
    List<HookPoint> of(String owner) {
        List<HookPoint> points = byOwner.get(owner);
        return points == null ? List.of() : points;
    }

    void add(int hook, String owner, String method, String parameters, Shape shape, int first) {
        add(hook, owner, Set.of(method), parameters, shape, first);
    }

    /** @param methods one of them is there in every supported version */
    void add(int hook, String owner, Set<String> methods, String parameters, Shape shape, int first) {
        if (!off.contains(hook)) {
            byOwner.computeIfAbsent(owner, o -> new ArrayList<>(1))
                    .add(new HookPoint(hook, owner, methods, parameters, shape, first));
        }
    }

    /** The classes that have any. */
    Set<String> owners() {
        return byOwner.keySet();
    }
}
