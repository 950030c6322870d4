package io.piitrace.agent.catalog;

import java.util.Set;
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
    private final Wildcard type;
    private final Wildcard field;
    private final boolean anyField;
    volatile boolean matched;
    /** The fields of a class that it stands for, if it matched none of them. */
    volatile Set<String> others = Set.of();

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
        type = new Wildcard(entry.substring(0, hash));
        field = new Wildcard(name);
        anyField = name.equals("*");
    }

    boolean isForClass(String binaryName) {
        return type.matches(binaryName);
    }

    /** A bare {@code *} means whatever an object holds: static fields are named, by a pattern at least. */
    boolean isForStatics() {
        return !anyField && other == null;
    }

    boolean isForField(String name) {
        return field.matches(name);
    }
}
