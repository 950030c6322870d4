package io.piitrace.ledger;

import java.nio.file.Path;
import java.util.List;

/** Tells whether ledgers are what was written, and where and how they are not. Never throws for what it finds in a file. */
@SuppressWarnings("DoNotCallSuggester")
public final class LedgerVerifier {
    private LedgerVerifier() {}

    public static VerificationReport verify(List<Path> files, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
