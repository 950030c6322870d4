package io.piitrace.agent.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainRetentionTest {
    @TempDir
    Path dir;

    @Test
    void oldFilesGoAndTheLedgerStaysIntact() throws Exception {
        run("own", 0);
        run("other", 0);
        Thread.sleep(100);

        run("own", 50);

        assertThat(files()).containsExactly("test-other/00000002.ledger", "test-own/00000002.ledger");
        assertThat(LedgerVerifier.verify(LedgerFiles.find(List.of(dir)), Progress.NONE)
                        .intact())
                .isTrue();
    }

    @Test
    void withoutRetentionEverythingStays() throws Exception {
        run("own", 0);
        run(
                "own",
                DrainOptions.of(dir.toFile(), new Origin("test", "own"))
                        .keepingDays(0)
                        .retentionMs());
        run(
                "own",
                DrainOptions.of(dir.toFile(), new Origin("test", "own"))
                        .keepingDays(1)
                        .retentionMs());

        assertThat(files())
                .containsExactly("test-own/00000001.ledger", "test-own/00000002.ledger", "test-own/00000003.ledger");
    }

    /** One life of a JVM. */
    private void run(String instance, long retentionMs) throws IOException {
        Origin origin = new Origin("test", instance);
        DrainOptions options = new DrainOptions(dir.toFile(), origin, 10, 60_000, 60_000, retentionMs);
        Spools spools = Spools.open(dir.toFile(), origin, RingSizes.only(8), DiskRoom.UNBOUNDED);
        Drain drain = new Drain(spools, options, List.of(), () -> {});
        spools.notice(NoticeType.START, System.currentTimeMillis(), Map.of());
        drain.recorded();
        drain.stop(Map.of(), 20_000);
        for (var spool : List.copyOf(spools.all())) {
            spools.retire(spool);
        }
    }

    private List<String> files() throws IOException {
        Path ledgers = dir.resolve("ledger");
        return LedgerFiles.find(List.of(ledgers)).stream()
                .map(file -> ledgers.relativize(file).toString().replace('\\', '/'))
                .toList();
    }
}
