package io.piitrace.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds ledgers. */
public final class LedgerFiles {
    /** How the name of a ledger file ends. */
    public static final String SUFFIX = ".ledger";

    private LedgerFiles() {}

    /** The name of the file with this number. */
    static String name(int number) {
        return String.format("%08d", number) + SUFFIX;
    }

    /** The number that a file has by its name; 0 if it has none. */
    static int number(Path file) {
        String name = String.valueOf(file.getFileName());
        String digits = name.substring(0, Math.max(0, name.length() - SUFFIX.length()));
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /** Every ledger file that is one of these or stands anywhere below one, those of one ledger together and in their order. */
    public static List<Path> find(List<Path> roots) throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        for (Path root : roots) {
            if (Files.isRegularFile(root)) {
                found.add(root);
                continue;
            }
            try (Stream<Path> below = Files.walk(root)) {
                below.filter(path -> path.toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return new ArrayList<>(found);
    }
}
