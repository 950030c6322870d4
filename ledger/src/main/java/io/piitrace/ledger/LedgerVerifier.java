package io.piitrace.ledger;

import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.seal.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether ledgers are what was written, and where and how they are not.
 *
 * <p><b>Failure.</b> Never throws for what it finds in a file; what cannot be read is a flaw too. Memory is bounded whatever the files hold.
 */
public final class LedgerVerifier {
    private LedgerVerifier() {}

    /** The same, every byte by hash and signature. */
    public static VerificationReport verify(List<Path> files, Progress progress) {
        return verify(files, VerifyOptions.BYTES, progress);
    }

    /** Verifies all ledgers of which these are files; a ledger is verified as a whole, so all of its files have to be given. */
    public static VerificationReport verify(List<Path> files, VerifyOptions options, Progress progress) {
        List<Candidate> candidates =
                files.stream().map(LedgerVerifier::candidate).toList();
        Map<String, List<Candidate>> ledgers = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            ledgers.computeIfAbsent(ledgerOf(candidate, candidates), key -> new ArrayList<>())
                    .add(candidate);
        }
        List<LedgerVerdict> verdicts = new ArrayList<>();
        ledgers.forEach((ledger, ofLedger) -> {
            ofLedger.sort(Comparator.comparingInt(Candidate::number).thenComparing(Candidate::file));
            LedgerCheck check = new LedgerCheck(ledger, files, options, progress);
            ofLedger.forEach(candidate -> check.file(candidate.file, candidate.header, candidate.problem));
            verdicts.add(check.verdict());
        });
        for (SignedCheckpoint kept : options.checkpoints()) {
            String ledger = kept.checkpoint().ledger();
            if (verdicts.stream().noneMatch(verdict -> verdict.ledger().equals(ledger))) {
                verdicts.add(absent(ledger));
            }
        }
        return new VerificationReport(verdicts);
    }

    /** A ledger of which a checkpoint was kept elsewhere, and nothing else is there. */
    private static LedgerVerdict absent(String ledger) {
        Flaw flaw = new Flaw(
                Path.of(ledger),
                0,
                0,
                "missing-ledger",
                "a checkpoint of this ledger was kept elsewhere, and no file is of it");
        Seals none = new Seals(0, 0, null, null, 0);
        return new Totals().verdict(ledger, List.of(), LedgerVerdict.State.TAMPERED, List.of(flaw), false, none);
    }

    private static Candidate candidate(Path file) {
        try (BlockSource source = BlockSource.open(file)) {
            return new Candidate(file, source.header(), "");
        } catch (IOException e) {
            return new Candidate(file, null, String.valueOf(e.getMessage()));
        }
    }

    /** A file whose header is lost belongs to the ledger of its neighbours. */
    private static String ledgerOf(Candidate candidate, List<Candidate> all) {
        if (candidate.header != null) {
            return candidate.header.ledgerId();
        }
        for (Candidate other : all) {
            if (other.header != null && Objects.equals(other.file.getParent(), candidate.file.getParent())) {
                return other.header.ledgerId();
            }
        }
        return String.valueOf(candidate.file.toAbsolutePath().getParent());
    }

    /** A file to look at, and its header or what is wrong with it. */
    private record Candidate(Path file, @Nullable FileHeader header, String problem) {
        int number() {
            return header != null ? header.file() : LedgerFiles.number(file);
        }
    }
}
