package io.piitrace.checks.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.checks.semantics.program.RecordProgram;
import io.piitrace.ledger.AccessRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application says that it reads is recorded like a field. */
class RecordIT {
    @TempDir
    Path dir;

    @Test
    void theApplicationTellsOfDataThatNeverBecomeFields() throws Exception {
        TracedProgram program = TracedProgram.run(dir, RecordProgram.class);

        assertThat(program.step("rows")).isEqualTo(Map.of("Employee#ssn recorded", 2L));
        assertThat(program.places("rows", "recorded")).containsExactly("RecordProgram.rows");
        assertThat(of(program, "rows"))
                .extracting(access -> access.subject().pseudonym())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(of(program, "rows").get(0).site().field().display()).isEqualTo("com.acme.Employee#ssn");

        assertThat(program.step("tree")).isEqualTo(Map.of("RecordProgram#email recorded", 1L));
        assertThat(of(program, "tree").get(0).site().field().category()).isEqualTo("email");
        assertThat(of(program, "tree").get(0).subject().pseudonym()).isNotNull();

        assertThat(program.step("in a lambda")).isEqualTo(Map.of("RecordProgram#name recorded", 3L));
        assertThat(of(program, "nobody known").get(0).subject().unknownReason()).isEqualTo("no-id");
        assertThat(of(program, "an id that is none").get(0).subject().unknownReason())
                .isEqualTo("unsupported-id");
        assertThat(program.step("many")).isEqualTo(Map.of("Employee#ssn recorded", 10_000L));
        assertThat(program.gaps()).isEmpty();
    }

    @Test
    void namesWithoutEndFillNoMemoryAndLoseNoRead() throws Exception {
        TracedProgram program = TracedProgram.run(dir, RecordProgram.class);

        Map<String, Long> reads = program.step("names without end");
        assertThat(reads.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(12_000);
        assertThat(reads.get("unknown#too-many-names recorded")).isBetween(1900L, 2000L + 100);
    }

    private static List<AccessRecord> of(TracedProgram program, String step) {
        return program.accesses.stream()
                .filter(access -> step.equals(access.context().entry()))
                .toList();
    }
}
