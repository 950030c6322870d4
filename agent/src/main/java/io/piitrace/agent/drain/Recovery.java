package io.piitrace.agent.drain;

import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.seal.TenantKeys;
import io.piitrace.ledger.spool.RecoveryReport;
import io.piitrace.ledger.spool.SpoolRecovery;
import java.io.IOException;

/**
 * Recovers what JVMs before this one have left in their spools.
 *
 * <p><b>Threading.</b> The drain's thread, before it opens its own ledger: the JVM before may have had the same one.
 *
 * <p><b>Failure.</b> Reported; what fails is tried again after a minute.
 */
final class Recovery {
    private static final long AGAIN_MS = 60_000;

    private final DrainOptions options;
    private long triedMs;
    private boolean complete;

    Recovery(DrainOptions options) {
        this.options = options;
    }

    /** Does it unless it is done, or was tried just now. */
    void pass(long nowMs) {
        if (complete || Math.abs(nowMs - triedMs) < AGAIN_MS) {
            return;
        }
        triedMs = nowMs;
        try {
            recover();
        } catch (IOException | RuntimeException | LinkageError e) {
            Diagnostics.report("cannot recover spools", e);
        }
    }

    private void recover() throws IOException {
        TenantKeys keys = options.tenantKeys();
        WriterOptions how = options.writer().encrypted(keys == null ? SpoolRecovery.keys(options.path(), null) : keys);
        RecoveryReport report = SpoolRecovery.recover(options.path(), Progress.NONE, how.toDelete());
        for (RecoveryReport.Recovered spool : report.spools()) {
            if (spool.failure() == null) {
                Diagnostics.info("recovered spool " + spool.run() + ": accesses=" + spool.accesses() + " lost="
                        + spool.lost() + " ledger=" + spool.ledger());
            } else {
                Diagnostics.report("cannot recover spool " + spool.run() + ": " + spool.failure(), null);
            }
        }
        complete = report.complete();
    }
}
