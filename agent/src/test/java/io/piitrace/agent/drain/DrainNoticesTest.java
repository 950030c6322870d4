package io.piitrace.agent.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the drain says of its own accord. */
class DrainNoticesTest {
    private static final Origin ORIGIN = new Origin("test", "drain");

    @TempDir
    Path dir;

    @Test
    void anIdleJvmSaysNowAndThenThatItIsAlive() throws Exception {
        Spools spools = Spools.open(dir.toFile(), ORIGIN, RingSizes.only(8), DiskRoom.UNBOUNDED);
        DrainOptions options = new DrainOptions(dir.toFile(), ORIGIN, 10, 300, 60_000, 0);
        Drain drain = new Drain(spools, options, List.of(), () -> {});
        spools.notice(NoticeType.START, System.currentTimeMillis(), Map.of());
        drain.recorded();
        for (int i = 0; i < 200 && notices(NoticeType.HEARTBEAT).size() < 2; i++) {
            Thread.sleep(100);
        }
        drain.stop(Map.of(), 20_000);

        List<Notice> beats = notices(NoticeType.HEARTBEAT);
        assertThat(beats).hasSizeGreaterThanOrEqualTo(2);
        assertThat(beats.get(0).attributes()).containsKey("accesses");
        assertThat(beats.get(1).timeMs() - beats.get(0).timeMs()).isGreaterThanOrEqualTo(290);
        assertThat(notices(NoticeType.CLOCK)).isEmpty();
    }

    private List<Notice> notices(NoticeType type) throws IOException {
        List<Notice> notices = new ArrayList<>();
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof Notice notice && notice.type() == type) {
                        notices.add(notice);
                    }
                }
            }
        }
        return notices;
    }
}
