package io.piitrace.checks.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.checks.semantics.program.EclipseLinkProgram;
import io.piitrace.checks.semantics.program.EnhancedProgram;
import io.piitrace.checks.semantics.program.HibernateProgram;
import io.piitrace.checks.semantics.program.ValidatorProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.persistence.internal.jpa.deployment.JavaSECMPInitializerAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a framework reads for itself is recorded as that, and what is disclosed as that, by the same route, in one context and
 * in either order.
 */
class FrameworkReadsIT {
    private static final Map<String, Long> NOTHING = Map.of();

    @TempDir
    Path dir;

    @Test
    void hibernateReadsFieldsForItselfAndGsonDoesNot() throws Exception {
        TracedProgram program = TracedProgram.run(dir, HibernateProgram.class);

        check(program, "field: persist and flush", NOTHING);
        check(program, "field: change and flush", NOTHING);
        check(program, "field: merge", NOTHING);
        check(program, "field: flush, then Gson", Map.of("FieldPerson#ssn reflection", 1L));
        check(program, "field: Gson, then flush", Map.of("FieldPerson#ssn reflection", 2L));
        check(program, "field: Gson in a callback", Map.of("FieldPerson#ssn reflection", 1L));
        check(program, "field: session on disk", Map.of("FieldPerson#ssn serialization", 1L));
        check(program, "field: lazy proxy", Map.of("FieldPerson#ssn getter", 1L));
        assertThat(program.places("field: persist and flush", "persistence")).containsExactly("GetterFieldImpl.get");
        assertThat(program.places("field: lazy proxy", "getter"))
                .allMatch(place -> place.startsWith("HibernateProgram."));
    }

    @Test
    void hibernateCallsGettersForItselfAndJacksonDoesNot() throws Exception {
        TracedProgram program = TracedProgram.run(dir, HibernateProgram.class);

        check(program, "property: persist and flush", NOTHING);
        check(
                program,
                "property: flush, then Jackson",
                Map.of("PropertyPerson#ssn getter", 2L, "PropertyPerson#getName() derived", 1L));
    }

    @Test
    void anEnhancedEntityIsReadOnceForTheApplication() throws Exception {
        TracedProgram program = TracedProgram.run(dir, EnhancedProgram.class);

        check(program, "field: persist and flush", NOTHING);
        check(program, "field: change and flush", NOTHING);
        check(
                program,
                "field: read",
                Map.of(
                        "FieldPerson#ssn getter",
                        2L,
                        "FieldPerson#ssn to-string",
                        1L,
                        "FieldPerson#ssn reflection",
                        1L));
        check(program, "field: read by reflection", Map.of("FieldPerson#ssn getter", 1L));
        check(
                program,
                "property: read",
                Map.of("PropertyPerson#ssn getter", 1L, "PropertyPerson#getName() derived", 1L));
        assertThat(program.places("field: read", "getter")).allMatch(place -> place.startsWith("EnhancedProgram."));
    }

    @Test
    void eclipseLinkReadsForItselfByReflection() throws Exception {
        checkEclipseLink(TracedProgram.run(dir, EclipseLinkProgram.class));
    }

    @Test
    void eclipseLinkReadsForItselfThroughWhatItWoveIn() throws Exception {
        Path jar = Path.of(JavaSECMPInitializerAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        TracedProgram program =
                TracedProgram.run(dir, EclipseLinkProgram.class.getName(), "", List.of("-javaagent:" + jar));

        checkEclipseLink(program);
        assertThat(program.places("field: persist", "persistence")).containsExactly("FieldPerson._persistence_get");
    }

    private static void checkEclipseLink(TracedProgram program) {
        check(program, "field: persist", NOTHING);
        check(program, "field: merge", NOTHING);
        check(program, "field: flush, then Gson", Map.of("FieldPerson#ssn reflection", 1L));
        check(program, "field: read", Map.of("FieldPerson#ssn getter", 1L, "FieldPerson#ssn to-string", 1L));
        check(program, "property: persist", NOTHING);
        check(program, "property: change", NOTHING);
        check(program, "property: read", Map.of("PropertyPerson#ssn getter", 1L));
        assertThat(program.places("field: read", "getter")).allMatch(place -> place.startsWith("EclipseLinkProgram."));
    }

    @Test
    void aValidatorReadsForItselfAndGsonDoesNot() throws Exception {
        TracedProgram program = TracedProgram.run(dir, ValidatorProgram.class);

        check(program, "field: validate, then Gson", Map.of("FieldPerson#ssn reflection", 1L));
        check(program, "field: Gson, then validate", Map.of("FieldPerson#ssn reflection", 1L));
        check(program, "getter: validate", NOTHING);
        check(program, "getter: validate, then read by reflection", Map.of("PropertyPerson#ssn getter", 1L));
        assertThat(program.step("field: validate, then Gson")).containsEntry("FieldPerson#ssn validation", 2L);
        assertThat(program.step("getter: validate")).containsEntry("PropertyPerson#ssn validation", 1L);
    }

    /** These disclosures and no other; the framework's own reads are there too, except where an entity is only looked at. */
    private static void check(TracedProgram program, String step, Map<String, Long> disclosed) {
        Map<String, Long> reads = program.step(step);
        assertThat(reads).as(step).isNotEmpty();
        reads.keySet().removeIf(read -> read.endsWith(" persistence") || read.endsWith(" validation"));
        assertThat(reads).as(step).isEqualTo(disclosed);
    }
}
