package io.piitrace.agent.route;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Patches what was loaded before the agent, in one go. The rest is patched as it is loaded.
 *
 * <p><b>Failure.</b> If the JVM refuses them together they are tried one by one, and what it refuses alone is a gap.
 */
final class LoadedTargets {
    private final Instrumentation instrumentation;
    private final Patcher patcher;

    LoadedTargets(Instrumentation instrumentation, Patcher patcher) {
        this.instrumentation = instrumentation;
        this.patcher = patcher;
    }

    void patch(List<Route> routes) {
        Set<String> names = new HashSet<>();
        for (Route route : routes) {
            names.add(route.target.replace('/', '.'));
            if (route.loadsEarly) {
                load(route);
            }
        }
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getClassLoader() == null
                    && names.contains(type.getName())
                    && !patcher.hasSeen(type.getName().replace('.', '/'))) {
                loaded.add(type);
            }
        }
        patch(routes, loaded);
    }

    private void patch(List<Route> routes, List<Class<?>> loaded) {
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError together) {
            for (Class<?> type : loaded) {
                try {
                    instrumentation.retransformClasses(type);
                } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
                    for (Route route : routes) {
                        if (route.target.replace('/', '.').equals(type.getName())) {
                            patcher.leaveOut(route, e.toString());
                        }
                    }
                }
            }
        }
    }

    private void load(Route route) {
        try {
            Class.forName(route.target.replace('/', '.'), false, null);
        } catch (ClassNotFoundException | LinkageError e) {
            patcher.leaveOut(route, e.toString());
        }
    }
}
