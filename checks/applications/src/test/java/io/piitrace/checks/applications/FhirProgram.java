package io.piitrace.checks.applications;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;

/** What a clinic's service does with patients, one operation a method. */
public final class FhirProgram {
    static final int PATIENTS = 25;

    private static final IParser PARSER = FhirContext.forR4().newJsonParser();

    private FhirProgram() {}

    public static void main(String[] arguments) {
        List<Patient> patients = new ArrayList<>();
        for (int i = 0; i < PATIENTS; i++) {
            patients.add(admit(i));
        }
        for (int i = 0; i < PATIENTS; i++) {
            String json = encode(patients.get(i));
            check(json.contains("Lovelace" + i), json);
            String greeting = greet(parse(json));
            check(greeting.equals("Ada Lovelace" + i), greeting);
        }
        System.out.println("done");
    }

    static Patient admit(int i) {
        Patient patient = new Patient();
        patient.setId("p" + i);
        patient.addName().setFamily("Lovelace" + i).addGiven("Ada");
        patient.setBirthDate(
                Date.from(LocalDate.of(1980, 1, 1 + i).atStartOfDay().toInstant(ZoneOffset.UTC)));
        return patient;
    }

    static String encode(Patient patient) {
        return PARSER.encodeResourceToString(patient);
    }

    static Patient parse(String json) {
        return PARSER.parseResource(Patient.class, json);
    }

    static String greet(Patient patient) {
        return patient.getNameFirstRep().getGivenAsSingleString()
                + ' '
                + patient.getNameFirstRep().getFamily();
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
