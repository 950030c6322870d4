package io.piitrace.agent.drain;

import io.piitrace.ledger.seal.TenantKeys;
import io.piitrace.ledger.spool.LedgerDirectories;
import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * How records are encrypted in the ledger.
 *
 * @param wrapping file with the key that encrypts the keys of tenants; null to keep them as they are
 * @param rotateMs a tenant's key older than this is followed by a new one; 0 for never
 */
public record Encryption(@Nullable File wrapping, long rotateMs) {
    TenantKeys keys(File dir) {
        return TenantKeys.in(
                LedgerDirectories.tenantKeys(dir.toPath()), wrapping == null ? null : wrapping.toPath(), rotateMs);
    }
}
