package io.piitrace.ledger.spool;

import io.piitrace.ledger.Batch;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was lost of a spool on its way into the ledger: each loss is told once, in the log as long as that takes something, in the last block else.
 *
 * <p><b>Threading.</b> The drain's thread.
 */
final class LossNotes {
    private final Losses losses;
    private final DefinitionLog log;
    /** How much was told, wherever. */
    private final Map<LossReason, Entry.Loss> told = new EnumMap<>(LossReason.class);

    LossNotes(Losses losses, DefinitionLog log) {
        this.losses = losses;
        this.log = log;
    }

    /** Puts into the log what is untold. What it does not take stays untold. */
    void note() throws IOException {
        for (LossReason reason : LossReason.values()) {
            Entry.Loss loss = untold(reason);
            if (loss != null) {
                losses.beginPeriod(reason);
                try {
                    log.loss(loss);
                } catch (IOException e) {
                    losses.resumePeriod(reason, loss.sinceMs());
                    throw e;
                }
                told.put(reason, loss);
            }
        }
    }

    boolean isAllTold() {
        for (LossReason reason : LossReason.values()) {
            if (untold(reason) != null) {
                return false;
            }
        }
        return true;
    }

    /** Moves to a batch what is untold. The batch has to be kept until it is a block: it is told with that, and nowhere else. */
    void moveTo(Batch batch) {
        for (LossReason reason : LossReason.values()) {
            Entry.Loss loss = untold(reason);
            if (loss != null) {
                Entry.Note note = Entry.notice(loss, told.get(reason));
                batch.notice(note.type(), note.timeMs(), note.attributes());
                told.put(reason, loss);
            }
        }
    }

    private Entry.@Nullable Loss untold(LossReason reason) {
        return losses.since(reason, told.get(reason));
    }
}
