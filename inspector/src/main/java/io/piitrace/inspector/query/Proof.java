package io.piitrace.inspector.query;

import io.piitrace.ledger.Flaw;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.Seals;
import io.piitrace.ledger.seal.SignedCheckpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The verification of ledgers as tables: a line for each ledger, and a line for each place that is not what was written.
 */
public record Proof(Table ledgers, Table flaws) {
    private static final List<String> LEDGERS = List.of(
            "ledger",
            "id",
            "state",
            "end",
            "files",
            "blocks",
            "records",
            "accesses",
            "losses",
            "gaps",
            "bytes",
            "checkpoints",
            "signed",
            "head",
            "checkpoint",
            "public_key",
            "kept_elsewhere",
            "first",
            "last");
    private static final List<String> FLAWS = List.of("file", "block", "offset", "what", "detail");

    public static Proof of(Completeness completeness) {
        List<List<@Nullable Object>> ledgers = new ArrayList<>();
        List<List<@Nullable Object>> flaws = new ArrayList<>();
        for (LedgerVerdict verdict : completeness.verification().ledgers()) {
            Seals seals = verdict.seals();
            SignedCheckpoint last = seals.last();
            ledgers.add(Arrays.asList(
                    name(verdict),
                    verdict.ledger(),
                    verdict.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    verdict.closed() ? "closed" : "open",
                    (long) verdict.files().size(),
                    verdict.blocks(),
                    verdict.records(),
                    verdict.accesses(),
                    verdict.losses(),
                    verdict.gaps(),
                    verdict.bytes(),
                    seals.checkpoints(),
                    seals.signed(),
                    last == null ? null : last.checkpoint().head(),
                    last == null ? null : last.line(),
                    seals.firstKey(),
                    (long) seals.held(),
                    verdict.records() == 0 ? null : Instant.ofEpochMilli(verdict.firstMs()),
                    verdict.records() == 0 ? null : Instant.ofEpochMilli(verdict.lastMs())));
            for (Flaw flaw : verdict.flaws()) {
                flaws.add(
                        Arrays.asList(flaw.file().toString(), flaw.block(), flaw.offset(), flaw.what(), flaw.detail()));
            }
        }
        return new Proof(new Table(LEDGERS, ledgers), new Table(FLAWS, flaws));
    }

    /** The directory of a ledger is what people call it by. */
    private static String name(LedgerVerdict verdict) {
        Path directory = verdict.files().isEmpty()
                ? null
                : verdict.files().get(0).toAbsolutePath().getParent();
        return directory == null ? verdict.ledger() : String.valueOf(directory.getFileName());
    }
}
