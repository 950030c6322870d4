package io.piitrace.checks.semantics.program;

import static io.piitrace.checks.semantics.program.Step.step;

import com.google.gson.Gson;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Hibernate Validator on constrained fields and getters. */
public final class ValidatorProgram {
    private ValidatorProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            Validator validator = factory.getValidator();
            FieldPerson field = new FieldPerson(1, "s1");
            PropertyPerson property = new PropertyPerson(2, "s2", "Ann");
            step("field: validate, then Gson", () -> {
                validator.validate(field);
                new Gson().toJson(field, new StringBuilder());
                validator.validate(field);
            });
            step("field: Gson, then validate", () -> {
                new Gson().toJson(field, new StringBuilder());
                validator.validate(field);
            });
            step("getter: validate", () -> validator.validate(property));
            step("getter: validate, then read by reflection", () -> {
                validator.validate(property);
                PropertyPerson.class.getMethod("getSsn").invoke(property);
            });
        }
    }
}
