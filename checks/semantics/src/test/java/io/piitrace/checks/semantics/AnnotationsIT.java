package io.piitrace.checks.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.checks.semantics.program.AnnotationProgram;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an annotation does where it stands, in Java, with Lombok and in Kotlin; and that it is said where it does nothing. */
class AnnotationsIT {
    private static final String MISPLACED = AnnotationProgram.class.getPackageName() + ".Marked$Misplaced";

    @TempDir
    Path dir;

    @Test
    void anAnnotationCountsOnceWhereverItStands() throws Exception {
        TracedProgram program = TracedProgram.run(dir, AnnotationProgram.class);

        check(program, "composed", Map.of("Marked$Composed#salary foreign", 1L));
        check(program, "record", Map.of("Marked$Row#ssn getter", 1L));
        check(program, "derived", Map.of("Marked$Derived#full() derived", 1L, "Marked$Derived#born derived", 1L));
        check(program, "hidden and inherited", Map.of("Marked$Base#email foreign", 1L));
        check(
                program,
                "Kotlin, properties",
                Map.of(
                        "KotlinPerson#ssn getter", 1L,
                        "KotlinPerson#email getter", 1L,
                        "KotlinPerson#phone derived", 1L,
                        "KotlinPerson#getName() derived", 1L,
                        "KotlinPerson#employer foreign", 1L));
    }

    @Test
    void aContainerOfPersonalTypesIsPersonalItself() throws Exception {
        TracedProgram program = TracedProgram.run(dir, AnnotationProgram.class);

        Map<String, Long> containers = program.step("containers");
        for (String field : new String[] {"list", "map", "array", "optional", "emails"}) {
            assertThat(containers).containsEntry("Marked$Containers#" + field + " foreign", 1L);
        }
        assertThat(containers).containsEntry("Marked$Ssn#digits getter", 1L);
        assertThat(containers).doesNotContainKey("Marked$Containers#cities foreign");
        check(
                program,
                "Kotlin, value classes",
                Map.of("Wrapped#ssn getter", 1L, "KotlinSsn#digits to-string", 1L, "Several#all getter", 1L));
    }

    @Test
    void whatABuilderBuildsWithIsPersonalToo() throws Exception {
        TracedProgram program = TracedProgram.run(dir, AnnotationProgram.class);

        String builder = "Marked$Built$BuiltBuilder#";
        check(program, "builder, built", Map.of(builder + "ssn derived", 1L, builder + "salary$value derived", 1L));
        check(program, "builder, shown", Map.of(builder + "ssn to-string", 1L, builder + "salary$value to-string", 1L));
        check(
                program,
                "builder by hand",
                Map.of("Marked$Letter#address foreign", 1L, "Marked$Letter$Builder#address derived", 1L));
    }

    @Test
    void anAnnotationThatDoesNothingIsAGapWithAHint() throws Exception {
        TracedProgram program = TracedProgram.run(dir, AnnotationProgram.class);

        assertThat(program.step("misplaced")).isEmpty();
        assertThat(program.gaps())
                .satisfiesOnlyOnce(gap -> assertThat(gap).contains(MISPLACED + "#CONSTANT: is a constant"))
                .satisfiesOnlyOnce(gap -> assertThat(gap).contains(MISPLACED + "#<init>(): @Pii on a parameter"))
                .satisfiesOnlyOnce(gap -> assertThat(gap).contains(MISPLACED + "#call(): @Pii has no effect"))
                .satisfiesOnlyOnce(gap -> assertThat(gap).contains("Marked$Named#name(): @Pii has no effect"))
                .satisfiesOnlyOnce(gap -> assertThat(gap).contains("OnlyParameter#<init>(): @Pii on a parameter"))
                .satisfiesOnlyOnce(
                        gap -> assertThat(gap).contains("Unwrapped: @Pii of").contains("KotlinSsn is lost"))
                .hasSize(6);
    }

    private static void check(TracedProgram program, String step, Map<String, Long> reads) {
        assertThat(program.step(step)).as(step).isEqualTo(reads);
    }
}
