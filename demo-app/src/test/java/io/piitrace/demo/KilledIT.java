package io.piitrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.demo.script.Crash;
import io.piitrace.demo.script.Inspector;
import io.piitrace.demo.script.LedgerReads;
import io.piitrace.demo.script.Reads;
import io.piitrace.demo.script.Stage;
import io.piitrace.ledger.seal.SubjectKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} on the packaged application under the packaged agent, in the middle of traffic. */
class KilledIT {
    /** Four people wait for one answer each; a team report is the one that reads most: 19 rows of 8 fields, or 50 of 7. */
    private static final long MOST_CUT_OFF = 2 * 23 + 19 * 8 + 50 * 7;

    @TempDir
    private Path dir;

    @Test
    void everyReadOfAnAnsweredRequestComesBackAndNoneTwice() throws Exception {
        Crash crash = Crash.after(300, Stage.in(Packaged.ROOT, Packaged.JAVA), dir);
        Inspector inspector = Inspector.jar(Packaged.JAVA, Packaged.INSPECTOR, dir);
        assertThat(inspector.ask(List.of("recover", dir.toString())).status()).isZero();
        assertThat(inspector.ask(List.of("recover", dir.toString())).status()).isZero();

        String ledger = dir.resolve("ledger").toString();
        Reads told = LedgerReads.in(
                inspector.ask(List.of("export", "--format", "jsonl", ledger)).out());
        Reads expected = crash.caused().under(SubjectKey.in(dir.resolve("keys/subject.key")));
        assertThat(crash.answered()).isGreaterThanOrEqualTo(300);
        assertThat(Crash.missing(expected, told)).isZero();
        assertThat(told.total() - expected.total()).isBetween(0L, MOST_CUT_OFF);
        assertThat(inspector.ask(List.of("verify", ledger)).status()).isZero();
    }
}
