package io.piitrace.inspector;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spool;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/** A JVM that records two notices in a spool and dies. */
final class Crash {
    private Crash() {}

    public static void main(String[] args) throws IOException {
        Spool spool = Spool.create(
                new File(args[0], "spool"),
                "run-1",
                1,
                new Origin("spm", "node2"),
                RingSizes.only(12),
                DiskRoom.UNBOUNDED);
        spool.notice(NoticeType.START, Incident.NIGHT, Map.of("version", "0.1.0"));
        spool.notice(NoticeType.GAP, Incident.NIGHT + 1, Map.of("what", "com.acme.Odd", "why", "too large"));
        Runtime.getRuntime().halt(137);
    }
}
