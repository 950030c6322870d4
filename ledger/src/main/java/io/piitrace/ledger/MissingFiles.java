package io.piitrace.ledger;

import io.piitrace.ledger.format.FileHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of one ledger that are not there: flaws, unless they are the oldest ones and the ledger itself says that they were deleted.
 *
 * <p><b>Threading.</b> One thread.
 */
final class MissingFiles {
    private final List<Path> given;
    private final Flaws flaws;
    private final List<Retention> retentions = new ArrayList<>();
    /** The first file that is there, if it is not the first of the ledger. */
    private @Nullable Path beginning;

    private @Nullable FileHeader beginningHeader;
    private List<Path> known = List.of();

    MissingFiles(List<Path> given, Flaws flaws) {
        this.given = given;
        this.flaws = flaws;
    }

    /** Files from this number on are missing before this one. */
    void before(Path file, FileHeader header, int from, List<Path> files) {
        if (from == 1 && files.size() == 1) {
            beginning = file; // whether that was retention, only what follows can say
            beginningHeader = header;
            known = files;
        } else {
            tell(file, from, header.file(), files);
        }
    }

    /** What a block says that is what was written. */
    void notices(List<Notice> notices) {
        if (beginning != null) {
            for (Notice notice : notices) {
                Retention retention = Retention.of(notice);
                if (retention != null) {
                    retentions.add(retention);
                }
            }
        }
    }

    /** Everything was read: tells of the missing files at the beginning that nothing explains. */
    void tell() {
        Path file = beginning;
        FileHeader header = beginningHeader;
        if (file == null || header == null) {
            return;
        }
        boolean attested = retentions.stream().anyMatch(retention -> retention.endsBefore(header));
        for (int number = 1; number < header.file() && !flaws.full(); number++) {
            int missing = number;
            if (!attested || retentions.stream().noneMatch(retention -> retention.names(missing))) {
                tell(file, number, number + 1, known);
            }
        }
    }

    private void tell(Path file, int from, int to, List<Path> files) {
        for (int number = from; number < to && !flaws.full(); number++) {
            Path expected = file.resolveSibling(LedgerFiles.name(number));
            boolean there = given.contains(expected) && !files.contains(expected);
            flaws.add(
                    expected,
                    0,
                    0,
                    there ? "replaced-file" : "missing-file",
                    there
                            ? "file " + number + " is one of another ledger"
                            : "file " + number + " of the ledger is not there");
        }
    }
}
