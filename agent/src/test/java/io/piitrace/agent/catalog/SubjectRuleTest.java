package io.piitrace.agent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.annotation.DataSubject;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubjectRuleTest {
    static class Base {
        @DataTenant
        private String tenant = "acme";

        String tenant() {
            return tenant;
        }
    }

    static class Employee extends Base {
        private long number;

        @DataSubjectId
        long getNumber() {
            return number;
        }
    }

    static class Manager extends Employee {}

    @DataSubject("employee.number")
    @DataTenant("employee.tenant")
    static class Payslip {}

    record Person(@DataSubjectId long id, @Pii("ssn") String ssn) {}

    static class Misplaced {
        private int id;

        @DataSubjectId
        int getId() {
            return id + 1;
        }

        @DataSubjectId
        List<String> many = List.of();
    }

    @Test
    void idAndTenantAreEachFoundAtTheNearestClass() throws Exception {
        Catalog catalog = catalog(Map.of(), Map.of());

        assertThat(catalog.subjectRule(Manager.class)).isEqualTo(new SubjectRule(List.of("number"), List.of("tenant")));
        assertThat(catalog.subjectRule(Base.class)).isEqualTo(new SubjectRule(List.of(), List.of("tenant")));
        assertThat(catalog.subjectRule(Person.class)).isEqualTo(new SubjectRule(List.of("id"), List.of()));
        assertThat(catalog.subjectRule(String.class)).isNull();
    }

    @Test
    void aPathLeadsThroughOtherObjects() throws Exception {
        assertThat(catalog(Map.of(), Map.of()).subjectRule(Payslip.class))
                .isEqualTo(new SubjectRule(List.of("employee", "number"), List.of("employee", "tenant")));
    }

    @Test
    void theConfigurationOverrulesTheAnnotation() throws Exception {
        String employee = Employee.class.getName();
        Catalog catalog = catalog(Map.of(employee, "badge.code"), Map.of(employee, "org"));

        assertThat(catalog.subjectRule(Manager.class))
                .isEqualTo(new SubjectRule(List.of("badge", "code"), List.of("org")));
    }

    @Test
    void anEntryThatMatchesNothingIsTold() throws Exception {
        Catalog catalog = catalog(Map.of("com.acme.Nobody", "id"), Map.of());
        catalog.subjectRule(Manager.class);

        assertThat(catalog.unmatched()).containsExactly(new Unmatched("subject.com.acme.Nobody", Set.of()));
    }

    @Test
    void anAnnotationWithoutEffectGetsAHint() throws Exception {
        Catalog catalog = new Catalog(new Rules(Map.of(), Map.of(), Map.of(), Map.of()));

        ClassFacts facts = learn(catalog, Misplaced.class);

        assertThat(facts.hints())
                .hasSize(2)
                .anyMatch(hint -> hint.contains("#getId()") && hint.contains("annotate the field"))
                .anyMatch(hint -> hint.contains("#many") && hint.contains("@DataSubjectId"));
    }

    private static Catalog catalog(Map<String, String> subjects, Map<String, String> tenants) throws IOException {
        Catalog catalog = new Catalog(new Rules(Map.of(), subjects, tenants, Map.of()));
        for (Class<?> type : List.of(Base.class, Employee.class, Manager.class, Payslip.class, Person.class)) {
            learn(catalog, type);
        }
        return catalog;
    }

    private static ClassFacts learn(Catalog catalog, Class<?> type) throws IOException {
        String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        byte[] bytes = type.getResourceAsStream(name).readAllBytes();
        return catalog.learn(type.getClassLoader(), new ClassScan(bytes), bytes, false);
    }
}
