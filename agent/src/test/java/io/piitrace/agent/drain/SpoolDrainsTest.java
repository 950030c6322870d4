package io.piitrace.agent.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoRoomException;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.spool.DiskBudget;
import io.piitrace.ledger.spool.RingHolder;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.RingSlot;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolDrainsTest {
    private static final Origin ORIGIN = new Origin("test", "drains");
    private static final long MAX = 4 << 20;

    @TempDir
    Path dir;

    @Test
    void aSpoolWhoseBlockFindsNoRoomKeepsNoOtherFromBeingDeleted() throws Exception {
        Spools spools = Spools.open(dir.toFile(), ORIGIN, RingSizes.only(8), DiskRoom.UNBOUNDED);
        RingHolder writes = owner -> false;
        Spool full = spools.current();
        full.acquire(null, writes);
        spools.follow(full);
        Spool drained = spools.current();
        RingSlot left = drained.acquire(null, writes);
        assertThat(left).isNotNull();
        spools.follow(drained);
        try (DiskBudget budget = DiskBudget.open(dir.toFile(), "jvm", MAX)) {
            DrainOptions options = DrainOptions.of(dir.toFile(), ORIGIN).within(budget);
            OwnLedger ledger = new OwnLedger(options);
            SinkFollowers followers = new SinkFollowers(options, List.of(), attributes -> {});
            SpoolDrains drains = new SpoolDrains(spools, options, ledger, followers);
            full.notice(NoticeType.GAP, 1, Map.of());
            drained.notice(NoticeType.GAP, 1, Map.of());
            drains.pass(1, true);
            assertThat(spools.all()).containsExactly(full, drained, spools.current());

            left.release();
            Files.write(dir.resolve("something"), new byte[(int) MAX]);
            assertThatThrownBy(() -> budget.take(MAX)).isInstanceOf(NoRoomException.class); // it has measured
            useUp(budget);
            full.notice(NoticeType.GAP, 1, Map.of());
            assertThatThrownBy(() -> drains.pass(2, true)).isInstanceOf(NoRoomException.class);
            assertThat(spools.all()).containsExactly(full, spools.current());
            ledger.close();
        }
    }

    private static void useUp(DiskBudget budget) throws IOException {
        try {
            while (true) {
                budget.take(100);
                budget.written(100);
            }
        } catch (NoRoomException usedUp) {
            assertThat(usedUp).hasMessageContaining("disk.max.mb is reached");
        }
    }
}
