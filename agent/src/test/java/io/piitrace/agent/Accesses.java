package io.piitrace.agent;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the ledgers below a directory say. */
public final class Accesses {
    private final List<LedgerRecord> records = new ArrayList<>();

    private Accesses() {}

    public static Accesses in(Path dir) throws IOException {
        Accesses accesses = new Accesses();
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    accesses.records.add(record);
                }
            }
        }
        return accesses;
    }

    /** Number of accesses by {@code Class#field kind}, the package left out. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (LedgerRecord record : records) {
            if (record instanceof AccessRecord access) {
                String field = access.site().field().display();
                String name = field.substring(field.lastIndexOf('.') + 1);
                counts.merge(name + ' ' + access.site().kind().code(), access.count(), Long::sum);
            }
        }
        return counts;
    }

    List<AccessRecord> accesses() {
        List<AccessRecord> accesses = new ArrayList<>();
        for (LedgerRecord record : records) {
            if (record instanceof AccessRecord access) {
                accesses.add(access);
            }
        }
        return accesses;
    }

    /** Where the accesses happened, each place once. */
    Set<String> places() {
        Set<String> places = new TreeSet<>();
        for (AccessRecord access : accesses()) {
            places.add(access.site().place());
        }
        return places;
    }

    /** All of them, in the order of the ledger. */
    List<AccessRecord> records() {
        List<AccessRecord> accesses = new ArrayList<>();
        for (LedgerRecord record : records) {
            if (record instanceof AccessRecord access) {
                accesses.add(access);
            }
        }
        return accesses;
    }

    /** How many accesses there were. */
    long total() {
        return records().stream().mapToLong(AccessRecord::count).sum();
    }

    public List<Notice> notices(NoticeType type) {
        List<Notice> notices = new ArrayList<>();
        for (LedgerRecord record : records) {
            if (record instanceof Notice notice && notice.type() == type) {
                notices.add(notice);
            }
        }
        return notices;
    }
}
