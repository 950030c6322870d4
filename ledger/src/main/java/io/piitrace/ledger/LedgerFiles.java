package io.piitrace.ledger;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds ledgers. */
public final class LedgerFiles {
    /** How the name of a ledger file ends. */
    public static final String SUFFIX = ".ledger";

    private static final int DIGITS = 8;
    private static final int MAX_DIGITS = 9;

    private LedgerFiles() {}

    /** The name of the file with this number. */
    static String name(int number) {
        // by hand, as is the rest of this class: formats, patterns and streams load a hundred classes each at the start
        // of the JVM
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + SUFFIX;
    }

    /** The number that a file has by its name; 0 if it has none. */
    static int number(Path file) {
        String name = String.valueOf(file.getFileName());
        String digits = name.substring(0, Math.max(0, name.length() - SUFFIX.length()));
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return 0;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return 0;
            }
        }
        return Integer.parseInt(digits);
    }

    /** Every ledger file that is one of these or stands anywhere below one, those of one ledger together and in their order. */
    public static List<Path> find(List<Path> roots) throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        for (Path root : roots) {
            if (Files.isRegularFile(root)) {
                found.add(root);
                continue;
            }
            List<Path> below = new ArrayList<>();
            collect(root, below);
            below.sort(null);
            found.addAll(below);
        }
        return new ArrayList<>(found);
    }

    private static void collect(Path directory, List<Path> to) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    collect(entry, to);
                } else if (entry.toString().endsWith(SUFFIX) && Files.isRegularFile(entry)) {
                    to.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
