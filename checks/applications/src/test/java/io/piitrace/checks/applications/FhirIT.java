package io.piitrace.checks.applications;

import static io.piitrace.checks.applications.FhirProgram.PATIENTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patients of HAPI FHIR, encoded and parsed: about half of the encoder's reads are reflective. */
class FhirIT {
    private static final String PATIENT = "org.hl7.fhir.r4.model.Patient";
    private static final String NAME = "org.hl7.fhir.r4.model.HumanName";

    @TempDir
    static Path dir;

    private static TracedProgram traced;

    @BeforeAll
    static void treatThem() throws Exception {
        List<String> configuration = TracedProgram.purposes(FhirProgram.class, "admit", "encode", "parse", "greet");
        configuration.addAll(List.of(
                "field." + PATIENT + "#name=name",
                "field." + PATIENT + "#birthDate=birth-date",
                "field." + NAME + "#family=name",
                "field." + NAME + "#given=name"));
        traced = TracedProgram.run(FhirProgram.class, dir, configuration);
    }

    /**
     * For each patient. Setters look at the field before they set it, and again to do so. The encoder goes over every child twice by
     * reflection, and asks the name three times whether it is empty. The parser fetches the two lists to add to them. A greeting gets the
     * first name twice, which asks for the list twice each, which its getter reads twice each; {@code given} and {@code family} are
     * tested for null, then returned.
     */
    @Test
    void everyOperationIsRecordedAsOftenAsItReads() {
        Map<String, Long> expected = new TreeMap<>();
        for (String field : List.of("Patient#name", "Patient#birthDate", "HumanName#family", "HumanName#given")) {
            expected.put("admit " + field + " direct", 2L * PATIENTS);
            expected.put("encode " + field + " reflection", 2L * PATIENTS);
        }
        expected.put("encode HumanName#family direct", 3L * PATIENTS);
        expected.put("encode HumanName#given direct", 3L * PATIENTS);
        expected.put("parse Patient#name reflection", 1L * PATIENTS);
        expected.put("parse HumanName#given reflection", 1L * PATIENTS);
        expected.put("greet Patient#name direct", 8L * PATIENTS);
        expected.put("greet HumanName#given direct", 2L * PATIENTS);
        expected.put("greet HumanName#family direct", 2L * PATIENTS);

        assertThat(traced.count(access -> access.context().purpose()
                        + ' '
                        + access.site().field().display().substring("org.hl7.fhir.r4.model.".length())
                        + (access.site().kind().code().equals("reflection") ? " reflection" : " direct")))
                .isEqualTo(expected);
        assertThat(traced.notices("gap")).isEmpty();
        assertThat(traced.notices("loss")).isEmpty();
    }

    @Test
    void whatTheEncoderWritesIsNotMistakenForNoise() {
        assertThat(traced.count(access -> access.site().kind().code()).keySet())
                .containsExactlyInAnyOrder("reflection", "derived", "internal");
    }
}
