package io.piitrace.agent.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.NoRoomException;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.spool.LossReason;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolDrainTest {
    private static final Origin ORIGIN = new Origin("test", "drain");

    @TempDir
    Path dir;

    @Test
    void aLossThatNeitherTheSpoolNorTheLedgerHadRoomForIsToldOnceWhenThereIsSome() throws Exception {
        Room room = new Room();
        Spool spool = Spool.create(dir.resolve("spool").toFile(), "run", 1, ORIGIN, RingSizes.only(8), room);
        while (spool.definitionLength() < 5000) { // what comes first is never refused
            spool.notice(NoticeType.HEARTBEAT, 1, Map.of());
        }
        WriterOptions options = WriterOptions.unsigned().within(room, 1 << 20);
        SpoolDrain drain = new SpoolDrain(spool, false);
        try (LedgerWriter writer = LedgerWriter.open(dir.resolve("ledger"), ORIGIN, options)) {
            drain.pass(writer, 1, 0, true);
            for (int i = 0; i < 275; i++) {
                spool.lose(LossReason.NO_DEFINITION);
            }
            room.full = true;
            drain.pass(writer, 2, 0, true);
            assertThatThrownBy(() -> drain.isDone(writer)).hasMessage("full");

            assertThatThrownBy(() -> drain.pass(writer, 2, 0, true)).hasMessage("full");

            room.full = false;
            drain.pass(writer, 3, 0, true);
            assertThat(drain.isDone(writer)).isTrue();
        }
        drain.close();
        spool.delete();

        assertThat(losses()).containsExactly("275");
    }

    private List<String> losses() throws IOException {
        List<String> losses = new ArrayList<>();
        for (Path file : LedgerFiles.find(List.of(dir.resolve("ledger")))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof Notice notice && notice.type() == NoticeType.LOSS) {
                        losses.add(notice.attributes().get("count"));
                    }
                }
            }
        }
        return losses;
    }

    private static final class Room implements DiskRoom {
        boolean full;

        @Override
        public void take(long bytes) throws IOException {
            if (full) {
                throw new NoRoomException("full");
            }
        }

        @Override
        public void written(long bytes) {}
    }
}
