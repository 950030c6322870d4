package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one ledger: what to compare with what was kept elsewhere. Whether they are right is the verifier's business.
 *
 * @param count how many there are
 * @param signed how many of them are signed
 * @param head the hash that the last one states, hexadecimal
 */
record Checkpoints(long count, long signed, @Nullable String head) {
    /** No access ends after the end of time: only notices are read. */
    private static final Scan NOTICES = new Scan(Long.MAX_VALUE, Long.MIN_VALUE, Set.of(), Set.of());

    static Checkpoints of(Collection<Path> files) {
        long count = 0;
        long signed = 0;
        String head = null;
        for (Path file : files) {
            try (LedgerReader reader = LedgerReader.open(file, NOTICES)) {
                for (LedgerRecord next = reader.next(); next != null; next = reader.next()) {
                    if (next instanceof Notice notice && notice.type() == NoticeType.CHECKPOINT) {
                        count++;
                        signed += notice.attributes().containsKey("signature") ? 1 : 0;
                        head = notice.attributes().get("head");
                    }
                }
            } catch (IOException e) {
                // What is wrong with this file is told by the verifier; the others still count.
                head = null;
            }
        }
        return new Checkpoints(count, signed, head);
    }
}
