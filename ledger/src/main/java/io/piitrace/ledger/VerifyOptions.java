package io.piitrace.ledger;

import io.piitrace.ledger.seal.SignedCheckpoint;
import io.piitrace.ledger.seal.TenantKeys;
import java.util.List;

/**
 * How far a verification goes, and what ledgers are held to besides themselves.
 *
 * @param everyRecord also decode every record, and hold it to what its block says in short; no altered byte is found by that which is not found without
 * @param checkpoints checkpoints that were kept elsewhere: what they state must still be so
 * @param keys first public keys that were kept elsewhere; every ledger must have begun with one of them
 * @param tenantKeys for records that are encrypted; those without a key are left out
 */
public record VerifyOptions(
        boolean everyRecord, List<SignedCheckpoint> checkpoints, List<KeptKey> keys, TenantKeys tenantKeys) {
    /** Every byte by hash and signature, and nothing from elsewhere. */
    public static final VerifyOptions BYTES = new VerifyOptions(false, List.of(), List.of(), TenantKeys.NONE);

    /** The same and every record. */
    public static final VerifyOptions RECORDS = new VerifyOptions(true, List.of(), List.of(), TenantKeys.NONE);

    public VerifyOptions {
        checkpoints = List.copyOf(checkpoints);
        keys = List.copyOf(keys);
    }
}
