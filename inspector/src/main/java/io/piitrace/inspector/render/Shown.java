package io.piitrace.inspector.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How values look to a person. */
final class Shown {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter JSON = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> QUALIFIED = Set.of("field", "site", "type");
    private static final int PSEUDONYM_SHOWN = 12;

    private Shown() {}

    /**
     * A value of a column; empty where it is absent.
     *
     * @param wide whether names keep their packages and pseudonyms their whole length
     */
    static String value(String column, @Nullable Object value, boolean wide) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant time) {
            return time(time);
        }
        if (value instanceof Long number) {
            return number(number);
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
        String text = value.toString();
        if (column.equals("purpose_source") || column.equals("principal_source")) {
            return text.equals("none") ? "" : "by " + text;
        }
        if (column.equals("tenant") || column.equals("subject_tenant")) {
            return "tenant " + text;
        }
        if (column.equals("claimed_purpose") || column.equals("claimed_ticket")) {
            return "header claims " + text;
        }
        if (column.equals("region")) {
            return "region " + text;
        }
        if (wide) {
            return text;
        }
        if (QUALIFIED.contains(column)) {
            return simpleName(text);
        }
        return column.equals("subject") ? pseudonym(text) : text;
    }

    /** A value of a column as JSON and CSV have it. */
    static String exact(Object value) {
        return value instanceof Instant time ? JSON.format(time) : value.toString();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String seconds(Instant time) {
        return SECONDS.format(time);
    }

    /** From one time to another, the date not said twice. */
    static String span(@Nullable Instant first, @Nullable Instant last) {
        if (first == null || last == null) {
            return "";
        }
        String from = seconds(first);
        String to = seconds(last);
        if (from.equals(to)) {
            return from;
        }
        boolean sameDay = from.regionMatches(0, to, 0, 10);
        return from + " – " + (sameDay ? to.substring(11) : to);
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 172_800
                ? seconds / 3600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
    }

    static String pseudonym(String text) {
        return text.length() > PSEUDONYM_SHOWN + 4 ? text.substring(0, PSEUDONYM_SHOWN) + "…" : text;
    }

    /** {@code Payroll.run(Payroll.java:42)} of {@code com.acme.Payroll.run(Payroll.java:42)}. */
    static String simpleName(String name) {
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '(' || c == '#' || Character.isUpperCase(c)) {
                break;
            }
            if (c == '.') {
                start = i + 1;
            }
        }
        return name.substring(start);
    }

    /** {@code purposeSource} of {@code purpose_source}. */
    static String camel(String column) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c == '_' && i + 1 < column.length()) {
                i++;
                key.append(Character.toUpperCase(column.charAt(i)));
            } else {
                key.append(c);
            }
        }
        return key.toString();
    }
}
