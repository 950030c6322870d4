package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;

/** Which records somebody should look at. */
final class Severity {
    private Severity() {}

    static boolean isTrouble(LedgerRecord record) {
        return record instanceof Notice notice
                && switch (notice.type()) {
                    case LOSS, GAP, SINK, CLOCK -> true;
                    default -> false;
                };
    }
}
