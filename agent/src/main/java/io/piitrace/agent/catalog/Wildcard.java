package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.List;

/** A name in which {@code *} stands for any characters, dots too. By hand: it is asked about every class that is loaded. */
final class Wildcard {
    private final List<String> parts = new ArrayList<>();

    Wildcard(String pattern) {
        int from = 0;
        for (int star; (star = pattern.indexOf('*', from)) >= 0; from = star + 1) {
            parts.add(pattern.substring(from, star));
        }
        parts.add(pattern.substring(from));
    }

    static boolean isIn(String name) {
        return name.indexOf('*') >= 0;
    }

    boolean matches(String name) {
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return name.equals(first);
        }
        if (name.length() < first.length() + last.length() || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = name.length() - last.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
