package io.piitrace.agent.context;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token says that the application has verified already, of whatever kind it is.
 *
 * @param all values by name
 * @param names of the claims that count, by what they say; {@code a.b} is the claim {@code b} within the claim {@code a}
 */
record Claims(Map<?, ?> all, Map<String, String> names) {
    /** A single value, which attributes of SAML list as the only one. */
    @Nullable
    String text(String what) {
        Object value = value(what);
        if (value instanceof Collection<?> several && several.size() == 1) {
            value = several.iterator().next();
        }
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }

    /** As a list, or separated by blanks or commas. */
    List<String> texts(String what) {
        Object value = value(what);
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        List<String> listed = value instanceof String text ? Headers.list(text) : null;
        return listed == null ? List.of() : listed;
    }

    private @Nullable Object value(String what) {
        String name = names.get(what);
        if (name == null) {
            return null;
        }
        Object whole = all.get(name); // names may have dots in them: https://acme.com/roles
        return whole != null ? whole : within(all, name);
    }

    private static @Nullable Object within(Map<?, ?> map, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return map.get(path);
        }
        return map.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? within(inner, path.substring(dot + 1))
                : null;
    }
}
