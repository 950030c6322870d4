package io.piitrace.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the verifier found out about one ledger.
 *
 * @param ledger its id; the directory where no file tells one
 * @param accesses accesses, of which one record may stand for many
 * @param losses accesses that the ledger says were not recorded
 * @param gaps notices about what could not be traced
 * @param firstMs time of the first record; 0 if there is none
 * @param lastMs time of the last record; 0 if there is none
 * @param closed whether it ends with a closing checkpoint
 * @param encrypted how many access records are under which key; ids of keys in hexadecimal
 */
public record LedgerVerdict(
        String ledger,
        List<Path> files,
        long blocks,
        long records,
        long accesses,
        long losses,
        long gaps,
        long firstMs,
        long lastMs,
        State state,
        List<Flaw> flaws,
        long bytes,
        boolean closed,
        Seals seals,
        Map<String, Long> encrypted) {
    public LedgerVerdict {
        encrypted = Map.copyOf(encrypted);
        files = List.copyOf(files);
        flaws = List.copyOf(flaws);
    }

    /** How a ledger stands, from good to bad. */
    public enum State {
        /** Whole, unaltered, and closed in order. */
        INTACT,
        /** Unaltered as far as it goes, but it does not end in order: its JVM runs, crashed, or somebody cut the end off. */
        UNSEALED_TAIL,
        /** Not what was written; the flaws say where. */
        TAMPERED,
        /** No file of it could be read at all. */
        UNREADABLE
    }
}
