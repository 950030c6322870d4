package io.piitrace.checks.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.checks.semantics.program.ProjectionProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queries pick out of entities is recorded for each row, about the person whose id is picked too. */
class ProjectionIT {
    @TempDir
    Path dir;

    @Test
    void attributesThatAQuerySelectsAreRecordedForEachRow() throws Exception {
        TracedProgram program = TracedProgram.run(dir, ProjectionProgram.class);

        Map<String, Long> ofFields = Map.of("FieldPerson#ssn recorded", 3L);
        for (String step : List.of("with the id", "across a join", "constructor", "tuple", "criteria")) {
            assertThat(program.step(step)).as(step).isEqualTo(ofFields);
            assertThat(people(program, step)).as(step).hasSize(3);
        }
        assertThat(program.step("interface of Spring Data")).isEqualTo(ofFields);
        assertThat(people(program, "interface of Spring Data")).hasSize(3);
        assertThat(program.step("of a getter")).isEqualTo(Map.of("PropertyPerson#ssn recorded", 3L));
        assertThat(people(program, "of a getter")).hasSize(3);
        assertThat(program.step("path to the id")).isEqualTo(Map.of("ProjectionProgram$Payout#amount recorded", 3L));
        assertThat(people(program, "path to the id")).isEqualTo(people(program, "with the id"));

        assertThat(program.step("nothing personal")).isEmpty();
        assertThat(program.step("whole entities")).doesNotContainKey("FieldPerson#ssn recorded");
        assertThat(program.gaps()).isEmpty();
    }

    @Test
    void whereNoIdIsSelectedTheRecordSaysSo() throws Exception {
        TracedProgram program = TracedProgram.run(dir, ProjectionProgram.class);

        for (String step : List.of("one attribute", "the same once more")) {
            assertThat(program.step(step)).as(step).isEqualTo(Map.of("FieldPerson#ssn recorded", 3L));
            assertThat(reasons(program, step)).containsExactly("not-selected");
        }
        assertThat(program.step("stream")).isEqualTo(Map.of("FieldPerson#ssn recorded", 2L));
        assertThat(program.step("two of them"))
                .isEqualTo(Map.of("FieldPerson#ssn recorded", 3L, "PropertyPerson#ssn recorded", 3L));
        assertThat(people(program, "two of them")).hasSize(3);
        assertThat(reasons(program, "two of them")).containsExactly("not-selected");
    }

    @Test
    void thePlaceIsThatOfWhoAskedTheQuery() throws Exception {
        TracedProgram program = TracedProgram.run(dir, ProjectionProgram.class);

        assertThat(program.places("criteria", "recorded")).containsExactly("ProjectionProgram.criteria");
        assertThat(program.places("interface of Spring Data", "recorded"))
                .allMatch(place -> place.startsWith("ProjectionProgram.lambda$main$"));
    }

    private static List<String> people(TracedProgram program, String step) {
        return program.accesses.stream()
                .filter(access -> step.equals(access.context().entry()))
                .map(access -> access.subject().pseudonym())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> reasons(TracedProgram program, String step) {
        return program.accesses.stream()
                .filter(access -> step.equals(access.context().entry()))
                .map(access -> access.subject().unknownReason())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
