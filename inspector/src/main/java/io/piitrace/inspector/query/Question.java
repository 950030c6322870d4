package io.piitrace.inspector.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A question of a {@code .sql} file beside this class. {@code :name} in its text is a parameter.
 *
 * @param sql the text for JDBC, with {@code ?} for the parameters
 * @param parameters their names in the order of the question marks
 */
record Question(String sql, List<String> parameters) {
    static Question named(String name) {
        String file = name + ".sql";
        try (InputStream in = Question.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no such question: " + file);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Question parse(String text) {
        StringBuilder sql = new StringBuilder();
        List<String> parameters = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                end = after(text, "'", at + 1);
            } else if (text.startsWith("--", at)) {
                end = after(text, "\n", at);
            } else if (c == ':' && end < text.length() && Character.isLetter(text.charAt(end))) {
                while (end < text.length() && isName(text.charAt(end))) {
                    end++;
                }
                parameters.add(text.substring(at + 1, end));
                sql.append('?');
                at = end;
                continue;
            }
            sql.append(text, at, end);
            at = end;
        }
        return new Question(sql.toString(), List.copyOf(parameters));
    }

    private static int after(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
