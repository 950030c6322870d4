package io.piitrace.ledger.spool;

import io.piitrace.ledger.Progress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Turns the spools that dead JVMs left behind into ledger.
 *
 * <p><b>Guarantees.</b> What was recorded stands in the ledger exactly once, however often and wherever recovery itself is interrupted. Spools of living
 * JVMs are not touched.
 */
public final class SpoolRecovery {
    private SpoolRecovery() {}

    /** @param dir the agent's directory, the one with {@code spool} and {@code ledger} in it */
    public static RecoveryReport recover(Path dir, Progress progress) throws IOException {
        throw new IOException("not yet: dir=" + dir + progress);
    }
}
