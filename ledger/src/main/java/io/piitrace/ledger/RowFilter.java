package io.piitrace.ledger;

import io.piitrace.ledger.format.DictionaryIn;
import io.piitrace.ledger.format.Holdings;
import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.Zone;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which blocks and rows of one file a scan wants. What it finds out about a subject or context it remembers by its number. */
final class RowFilter {
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final Scan scan;
    private final DictionaryIn dictionary;
    private final boolean everything;
    private byte[] subjects = new byte[256];
    private byte[] contexts = new byte[256];

    RowFilter(Scan scan, DictionaryIn dictionary) {
        this.scan = scan;
        this.dictionary = dictionary;
        everything = scan.equals(Scan.ALL);
    }

    /** Whether rows that are in this zone and about this may be wanted. */
    boolean wants(Zone zone, Holdings holdings) {
        if (everything) {
            return true;
        }
        if (!scan.overlaps(zone.minMs(), zone.maxMs())) {
            return false;
        }
        List<String> tenants = holdings.tenants();
        boolean tenant =
                scan.tenants().isEmpty() || tenants == null || tenants.stream().anyMatch(scan.tenants()::contains);
        return tenant && (scan.subjects().isEmpty() || scan.subjects().stream().anyMatch(holdings.filter()::mayHold));
    }

    boolean matches(RowsIn rows, int row) throws IOException {
        if (everything) {
            return true;
        }
        if (!scan.overlaps(rows.firsts[row], rows.lasts[row])) {
            return false;
        }
        if (!scan.subjects().isEmpty() && !subjectWanted(rows.subjects[row])) {
            return false;
        }
        return scan.tenants().isEmpty()
                || contextWanted(rows.contexts[row])
                || wanted(dictionary.subject(rows.subjects[row]).tenant());
    }

    private boolean subjectWanted(int id) throws IOException {
        if (id >= subjects.length) {
            subjects = Arrays.copyOf(subjects, Math.max(id + 1, subjects.length * 2));
        }
        if (subjects[id] == 0) {
            String pseudonym = dictionary.subject(id).pseudonym();
            subjects[id] = pseudonym != null && scan.subjects().contains(pseudonym) ? YES : NO;
        }
        return subjects[id] == YES;
    }

    private boolean contextWanted(int id) throws IOException {
        if (id >= contexts.length) {
            contexts = Arrays.copyOf(contexts, Math.max(id + 1, contexts.length * 2));
        }
        if (contexts[id] == 0) {
            contexts[id] = wanted(dictionary.context(id).tenant()) ? YES : NO;
        }
        return contexts[id] == YES;
    }

    private boolean wanted(@Nullable String tenant) {
        return tenant != null && scan.tenants().contains(tenant);
    }
}
