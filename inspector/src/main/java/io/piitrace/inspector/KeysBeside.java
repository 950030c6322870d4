package io.piitrace.inspector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds keys where an agent keeps them: in the directory {@code keys} beside a ledger or not far above. */
final class KeysBeside {
    static final Path SUBJECTS = Path.of("keys", "subject.key");
    static final Path TENANTS = Path.of("keys", "tenants");

    private static final int LEVELS = 3;

    private KeysBeside() {}

    static List<Path> find(List<Path> ledgers, Path what) {
        Set<Path> found = new LinkedHashSet<>();
        for (Path ledger : ledgers) {
            Path directory = ledger.toAbsolutePath().normalize();
            for (int level = 0; level <= LEVELS && directory != null; level++) {
                Path key = directory.resolve(what);
                if (Files.exists(key)) {
                    found.add(key);
                    break;
                }
                directory = directory.getParent();
            }
        }
        return List.copyOf(found);
    }
}
