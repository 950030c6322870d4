package io.piitrace.agent.context;

/** Paths of requests without what varies from person to person. */
final class Paths {
    private static final int MAX_WORD = 32;

    private Paths() {}

    /** {@code /employees/4711/jane@acme.com} → {@code /employees/{id}/{id}}. */
    static String template(String path) {
        StringBuilder template = new StringBuilder(path.length());
        int from = 0;
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (to > from) {
                template.append(isWord(path, from, to) ? path.substring(from, to) : "{id}");
            }
            if (slash >= 0) {
                template.append('/');
            }
            from = to + 1;
        }
        return template.toString();
    }

    /** Letters, and what programmers put between words; a version such as {@code v2} is a word as well. */
    private static boolean isWord(String path, int from, int to) {
        if (to - from > MAX_WORD) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
            boolean version = to - from <= 3 && i > from && path.charAt(from) == 'v' && c >= '0' && c <= '9';
            if (!letter && !version) {
                return false;
            }
        }
        return true;
    }
}
