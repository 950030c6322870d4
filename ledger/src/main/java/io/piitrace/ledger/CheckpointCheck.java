package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Checkpoint;
import io.piitrace.ledger.seal.Signatures;
import io.piitrace.ledger.seal.SignedCheckpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the signing key of a ledger from the first file's header through every checkpoint. */
final class CheckpointCheck {
    private final String ledger;
    private final List<KeptKey> keptKeys;
    private final KeptCheckpoints kept;
    private final Flaws flaws;
    private @Nullable String key;
    private boolean idKnown;
    private boolean known;
    private boolean closed;
    private @Nullable String firstKey;
    private @Nullable SignedCheckpoint last;
    private long count;
    private long signed;

    CheckpointCheck(String ledger, VerifyOptions options, Flaws flaws) {
        this.ledger = ledger;
        this.flaws = flaws;
        keptKeys = options.keys();
        kept = new KeptCheckpoints(ledger, options.checkpoints(), flaws);
    }

    /** The checkpoints of this ledger that were kept elsewhere. */
    KeptCheckpoints kept() {
        return kept;
    }

    Seals seals() {
        return new Seals(count, signed, last, firstKey, kept.held());
    }

    /** Something is missing or altered: the next that names a key is believed, since the flaw is told already. */
    void keyUnknown() {
        known = false;
        closed = false;
    }

    /** Whether the last block was a closing checkpoint. */
    boolean closed() {
        return closed;
    }

    void file(Path file, FileHeader header) {
        String declared = header.signed() ? LedgerCheck.hex(header.publicKey()) : null;
        if (!idKnown) {
            firstKey = declared;
            keptKey(file, header, declared);
        }
        idKnown = true;
        if (known && declared != null && !declared.equals(key)) {
            flaws.add(
                    file,
                    0,
                    0,
                    "key",
                    "signing key is not the one that the ledger named: expected=" + key + " found=" + declared);
        } else if (known && declared == null && key != null) {
            flaws.add(file, 0, 0, "key", "ledger was signed up to here, and is not from here on");
        }
        key = declared;
        known = true;
    }

    private void keptKey(Path file, FileHeader header, @Nullable String declared) {
        if (keptKeys.isEmpty()) {
            return;
        }
        String problem = "";
        if (header.file() > 1) {
            problem = "begins with file " + header.file()
                    + ", so that its first key is not there to be compared: a checkpoint that was kept elsewhere can be";
        } else if (keptKeys.stream()
                .noneMatch(key -> key.ledger().isEmpty() || key.ledger().equals(ledger))) {
            problem = "is not one of those whose public key was kept elsewhere: ledger=" + ledger;
        } else if (keptKeys.stream()
                .noneMatch(key -> (key.ledger().isEmpty() || key.ledger().equals(ledger))
                        && key.publicKey().equals(declared))) {
            problem = "does not begin with the public key that was kept elsewhere: found="
                    + (declared == null ? "none" : declared);
        }
        if (!problem.isEmpty()) {
            flaws.add(file, 0, 0, "key", "ledger " + problem);
        }
    }

    void block(Path file, long offset, BlockHeader block, Zone zone, List<Notice> notices, byte @Nullable [] before) {
        closed = false;
        SignedCheckpoint stated = stated(block, zone, notices);
        kept.block(file, offset, block.number(), before, stated);
        if (stated != null) {
            count++;
            signed += stated.signed() ? 1 : 0;
            last = stated;
        }
        for (Notice notice : notices) {
            if (notice.type() == NoticeType.CHECKPOINT) {
                if (block.type() != BlockHeader.CHECKPOINT || zone.records() != 1) {
                    flaws.add(file, block.number(), offset, "malformed", "checkpoint in a block of other records");
                    return;
                }
                String problem = problem(block.number(), notice, before);
                if (!problem.isEmpty()) {
                    flaws.add(file, block.number(), offset, "signature", problem);
                }
                return;
            }
        }
        if (block.type() == BlockHeader.CHECKPOINT) {
            flaws.add(file, block.number(), offset, "malformed", "checkpoint block without a checkpoint");
        }
    }

    private static @Nullable SignedCheckpoint stated(BlockHeader block, Zone zone, List<Notice> notices) {
        if (block.type() != BlockHeader.CHECKPOINT || zone.records() != 1 || notices.size() != 1) {
            return null;
        }
        Notice notice = notices.get(0);
        return notice.type() == NoticeType.CHECKPOINT
                ? SignedCheckpoint.of(notice.seq(), notice.timeMs(), notice.attributes())
                : null;
    }

    private String problem(long number, Notice notice, byte @Nullable [] before) {
        Map<String, String> attributes = notice.attributes();
        Checkpoint checkpoint = Checkpoint.of(notice.seq(), notice.timeMs(), attributes);
        if (checkpoint == null) {
            return "checkpoint is incomplete";
        }
        if (idKnown && !checkpoint.ledger().equals(ledger)) {
            return "checkpoint is about another ledger: expected=" + ledger + " found=" + checkpoint.ledger();
        }
        closed = checkpoint.closing();
        if (checkpoint.block() != number - 1) {
            return "checkpoint is about another block: expected=" + (number - 1) + " found=" + checkpoint.block();
        }
        if (before != null && !LedgerCheck.hex(before).equals(checkpoint.head())) {
            return "checkpoint is about another head: expected=" + LedgerCheck.hex(before) + " found="
                    + checkpoint.head();
        }
        String signedBy = attributes.get("key");
        String signature = attributes.get("signature");
        if (!known) {
            key = signedBy;
            known = true;
        }
        if (key == null) {
            return signedBy == null ? "" : "checkpoint is signed in a ledger that is not";
        }
        if (signedBy == null || signature == null) {
            return "checkpoint is not signed";
        }
        if (!signedBy.equals(key)) {
            return "checkpoint is signed by another key: expected=" + key + " found=" + signedBy;
        }
        if (!Signatures.verify(key, checkpoint.text(), signature)) {
            return "signature is not that of this checkpoint: key=" + key;
        }
        if (checkpoint.next() != null) {
            key = checkpoint.next();
        }
        return "";
    }
}
