package io.piitrace.checks.handoffs;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the ledgers below a directory say of every person, by her number. */
final class Recorded {
    private final Map<Long, Map<Context, Long>> accesses = new LinkedHashMap<>();
    private final List<Notice> notices = new ArrayList<>();

    /** @param tenants under which there is work, besides that under none */
    Recorded(Path dir, long numbers, String... tenants) throws IOException {
        SubjectKey key = SubjectKey.in(dir.resolve("keys/subject.key"));
        Map<String, Long> byPseudonym = new HashMap<>();
        for (long number = 0; number <= numbers; number++) {
            byPseudonym.put(key.pseudonym(null, Long.toString(number)), number);
            for (String tenant : tenants) {
                byPseudonym.put(key.pseudonym(tenant, Long.toString(number)), number);
            }
        }
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof AccessRecord access) {
                        long number = byPseudonym.getOrDefault(access.subject().pseudonym(), -1L);
                        accesses.computeIfAbsent(number, n -> new LinkedHashMap<>())
                                .merge(access.context(), access.count(), Long::sum);
                    } else if (record instanceof Notice notice) {
                        notices.add(notice);
                    }
                }
            }
        }
    }

    /** Under which contexts this person was read, and how often under each. */
    Map<Context, Long> of(long number) {
        return accesses.getOrDefault(number, Map.of());
    }

    /** Numbers of all who were read; -1 stands for anybody else. */
    Iterable<Long> numbers() {
        return accesses.keySet();
    }

    List<Notice> notices(NoticeType type) {
        return notices.stream().filter(notice -> notice.type() == type).toList();
    }
}
