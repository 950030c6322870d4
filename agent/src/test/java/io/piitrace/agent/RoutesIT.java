package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Scan;
import io.piitrace.woven.GuessingProgram;
import io.piitrace.woven.route.ExpectedReads;
import io.piitrace.woven.route.RouteProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of the packaged agent has every read, by whatever route it was made. */
class RoutesIT {
    private static final String PERSON = "io.piitrace.woven.route.Person*#*";
    private static final String STATICS = "io.piitrace.woven.route.Person*#static*";

    @TempDir
    Path dir;

    @Test
    void everyRouteIsInTheLedgerOnce() throws Exception {
        assertThat(counts(run(1))).isEqualTo(ExpectedReads.of(1));
    }

    @Test
    void everyRouteIsInTheLedgerAsOftenAsItWasGoneInTheInterpreter() throws Exception {
        assertThat(counts(run(200, "-Xint"))).isEqualTo(ExpectedReads.of(200));
    }

    @Test
    void everyRouteIsInTheLedgerAsOftenAsItWasGoneWhenCompiled() throws Exception {
        assertThat(counts(run(12_000))).isEqualTo(ExpectedReads.of(12_000));
    }

    @Test
    void siteIsTheCodeThatWentTheRoute() throws Exception {
        for (LedgerRecord record : run(1)) {
            if (record instanceof AccessRecord access
                    && access.site().kind() != AccessKind.TO_STRING
                    && access.site().kind() != AccessKind.EQUALS_HASH) {
                assertThat(access.site().place())
                        .as(access.site().toString())
                        .startsWith("io.piitrace.woven.route.")
                        .doesNotContain("Person.");
            }
        }
    }

    @Test
    void whomAStaticFieldIsAboutIsUnknownForThatReason() throws Exception {
        assertThat(run(1).stream()
                        .filter(record -> record instanceof AccessRecord access
                                && access.site().field().name().startsWith("static"))
                        .map(record -> ((AccessRecord) record).subject().unknownReason()))
                .hasSizeGreaterThan(8)
                .containsOnly("static-field");
    }

    @Test
    void noRouteIsAGap() throws Exception {
        assertThat(run(1))
                .noneMatch(record -> record instanceof Notice notice && notice.type() == NoticeType.GAP)
                .anyMatch(record -> record instanceof Notice notice && notice.type() == NoticeType.START);
    }

    @Test
    void aGuessedOffsetIsCaughtWhereEveryUnsafeReadIsLookedAt() throws Exception {
        assertThat(guessed("unsafe.strict=false")).isEmpty();
        assertThat(guessed("unsafe.strict=true")).isEqualTo(Map.of("GuessingProgram$Person#ssn unsafe", 1L));
    }

    private Map<String, Long> guessed(String option) throws Exception {
        Path own = Files.createDirectory(dir.resolve(option));
        AgentJvm jvm = new AgentJvm(dir).agent(option + ",dir=" + own);
        if (Runtime.version().feature() >= 24) {
            jvm.with("--sun-misc-unsafe-memory-access=allow");
        }
        assertThat(jvm.run(GuessingProgram.class).out()).isEqualTo("guessed x\n");
        return Accesses.in(own).counts();
    }

    private List<LedgerRecord> run(int times, String... arguments) throws Exception {
        AgentJvm jvm = new AgentJvm(dir)
                .with(arguments)
                .agent("field." + PERSON + "=x,field." + STATICS + "=x,on.full.max.ms=30000,dir=" + dir);
        if (Runtime.version().feature() >= 24) {
            jvm.with("--sun-misc-unsafe-memory-access=allow");
        }
        AgentJvm.Result result = jvm.run(RouteProgram.class, Integer.toString(times));
        assertThat(result.out()).isEqualTo("done\n");
        assertThat(result.err()).startsWith("piitrace ").hasLineCount(1);
        List<LedgerRecord> records = new ArrayList<>();
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    private static Map<String, Integer> counts(List<LedgerRecord> records) {
        Map<String, Integer> counts = new TreeMap<>();
        for (LedgerRecord record : records) {
            if (record instanceof AccessRecord access) {
                counts.merge(
                        access.site().field().name()
                                + ' '
                                + access.site().kind().code(),
                        (int) access.count(),
                        Integer::sum);
            }
        }
        return counts;
    }
}
