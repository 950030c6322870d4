package io.piitrace.ledger;

import io.piitrace.ledger.seal.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger states about itself.
 *
 * @param checkpoints how many there are
 * @param signed how many of them are signed
 * @param last the newest of them: what to keep elsewhere
 * @param firstKey the public key of its first file that is there; null in a ledger without signatures
 * @param held how many of the checkpoints that were kept elsewhere are as they were kept
 */
public record Seals(
        long checkpoints,
        long signed,
        @Nullable SignedCheckpoint last,
        @Nullable String firstKey,
        int held) {}
