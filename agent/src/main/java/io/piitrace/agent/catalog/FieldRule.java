package io.piitrace.agent.catalog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code field.CLASS#FIELD[OTHER=VALUE]=CATEGORY} of the configuration.
 *
 * <p><b>Threading.</b> {@code matched} is set by any thread, racily: it only ever becomes true.
 */
final class FieldRule {
    final String entry;
    final String category;
    final @Nullable String other;
    final String value;
    private final Pattern type;
    private final Pattern field;
    private final boolean anyField;
    volatile boolean matched;

    FieldRule(String entry, String category) {
        this.entry = entry;
        this.category = category;
        int hash = entry.indexOf('#');
        if (hash <= 0 || hash == entry.length() - 1) {
            throw new IllegalArgumentException("field." + entry + " is not field.CLASS#FIELD");
        }
        String name = entry.substring(hash + 1);
        int bracket = name.indexOf('[');
        if (bracket >= 0) {
            int equals = name.indexOf('=', bracket);
            if (equals < 0 || !name.endsWith("]")) {
                throw new IllegalArgumentException("field." + entry + " is not field.CLASS#FIELD[OTHER=VALUE]");
            }
            other = name.substring(bracket + 1, equals);
            value = name.substring(equals + 1, name.length() - 1);
            name = name.substring(0, bracket);
        } else {
            other = null;
            value = "";
        }
        type = pattern(entry.substring(0, hash));
        field = pattern(name);
        anyField = name.equals("*");
    }

    boolean isForClass(String binaryName) {
        return type.matcher(binaryName).matches();
    }

    /** A bare {@code *} means whatever an object holds: static fields are named, by a pattern at least. */
    boolean isForStatics() {
        return !anyField && other == null;
    }

    boolean isForField(String name) {
        return field.matcher(name).matches();
    }

    /** {@code *} stands for any characters, dots too. */
    static Pattern pattern(String wildcards) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < wildcards.length(); i++) {
            char c = wildcards.charAt(i);
            regex.append(c == '*' ? ".*" : Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c);
        }
        return Pattern.compile(regex.toString());
    }
}
