package io.piitrace.checks.libraries;

import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library under test.
 *
 * @param version as its jar is named
 * @param classes how the names of its classes begin
 */
record Library(String name, String version, String classes) {
    private static final Pattern JAR = Pattern.compile(".*?-(\\d[^/]*)\\.jar");

    /** @param type any of its classes that is not deeper than the others */
    static Library of(String name, Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String jar = source == null
                ? ""
                : String.valueOf(Path.of(source.getLocation().getPath()).getFileName());
        Matcher matcher = JAR.matcher(jar);
        return new Library(name, matcher.matches() ? matcher.group(1) : "", type.getPackageName() + '.');
    }

    /** The same, with other classes. */
    Library in(String classes) {
        return new Library(name, version, classes);
    }
}
