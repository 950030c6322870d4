package io.piitrace.ledger;

import java.util.List;

/** One verdict for each ledger that was looked at. */
public record VerificationReport(List<LedgerVerdict> ledgers) {
    public VerificationReport {
        ledgers = List.copyOf(ledgers);
    }

    /** Whether no ledger has a flaw; the end of one may be unsealed. */
    public boolean intact() {
        return ledgers.stream()
                .allMatch(verdict -> verdict.state() == LedgerVerdict.State.INTACT
                        || verdict.state() == LedgerVerdict.State.UNSEALED_TAIL);
    }
}
