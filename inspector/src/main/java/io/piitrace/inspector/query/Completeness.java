package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.VerificationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much an answer is worth: what it was asked of, whether that is whole and unaltered, and what is known to be missing. Stands above every answer.
 *
 * <p>The counts are those of the ledgers as a whole; the window says how much of them the answer is about.
 *
 * @param damage files that could not be read to their end, with the reason
 * @param dead runs of JVMs whose spool has not become ledger
 * @param sealed records that nobody here can read
 */
public record Completeness(
        Scope scope, VerificationReport verification, Map<Path, String> damage, List<Path> dead, Sealed sealed) {
    /**
     * Access records that are encrypted, and no key for them is at hand: it was deleted, or not given.
     *
     * @param problem why a key that is there could not be read; empty if none could not
     */
    public record Sealed(long records, String problem) {}

    public Completeness {
        damage = new TreeMap<>(damage);
        dead = List.copyOf(dead);
    }

    public int ledgers() {
        return verification.ledgers().size();
    }

    public int files() {
        return verification.ledgers().stream()
                .mapToInt(verdict -> verdict.files().size())
                .sum();
    }

    public long records() {
        return verification.ledgers().stream().mapToLong(LedgerVerdict::records).sum();
    }

    public long accesses() {
        return verification.ledgers().stream()
                .mapToLong(LedgerVerdict::accesses)
                .sum();
    }

    public long losses() {
        return verification.ledgers().stream().mapToLong(LedgerVerdict::losses).sum();
    }

    public long gaps() {
        return verification.ledgers().stream().mapToLong(LedgerVerdict::gaps).sum();
    }

    /** Time of the first record, null where there is none. */
    public @Nullable Instant first() {
        return verification.ledgers().stream()
                .filter(verdict -> verdict.records() > 0)
                .map(verdict -> Instant.ofEpochMilli(verdict.firstMs()))
                .min(Instant::compareTo)
                .orElse(null);
    }

    public @Nullable Instant last() {
        return verification.ledgers().stream()
                .filter(verdict -> verdict.records() > 0)
                .map(verdict -> Instant.ofEpochMilli(verdict.lastMs()))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** The worst state of any ledger. */
    public LedgerVerdict.State chain() {
        LedgerVerdict.State worst = verification.ledgers().stream()
                .map(LedgerVerdict::state)
                .max(Enum::compareTo)
                .orElse(LedgerVerdict.State.UNREADABLE);
        return damage.isEmpty() || worst.compareTo(LedgerVerdict.State.TAMPERED) >= 0
                ? worst
                : LedgerVerdict.State.TAMPERED;
    }

    /** How many ledgers stand so. */
    public long count(LedgerVerdict.State state) {
        return verification.ledgers().stream()
                .filter(verdict -> verdict.state() == state)
                .count();
    }

    /** Whether the answer rests on unaltered ledgers. */
    public boolean trustworthy() {
        return chain().compareTo(LedgerVerdict.State.UNSEALED_TAIL) <= 0;
    }
}
